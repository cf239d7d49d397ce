import { expect, test } from 'vitest'
import { replaceSection } from './results-file.ts'

const shop = '<!-- shop: begin -->\n\n# Shop\n\n<!-- shop: end -->\n'

test('a section that is not there yet goes to the end', () => {
  expect(replaceSection('', 'shop', '# Shop\n')).toBe(shop)
  expect(replaceSection(shop, 'engine', '# Engine')).toBe(
    `${shop}\n<!-- engine: begin -->\n\n# Engine\n\n<!-- engine: end -->\n`,
  )
})

test('a section is replaced where it stands, and nothing else changes', () => {
  const both = replaceSection(replaceSection(shop, 'engine', '# Engine'), 'shop', '# New $& shop')
  expect(both).toBe(
    '<!-- shop: begin -->\n\n# New $& shop\n\n<!-- shop: end -->\n\n<!-- engine: begin -->\n\n# Engine\n\n<!-- engine: end -->\n',
  )
})
