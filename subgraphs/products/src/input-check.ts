// Checks of mutation inputs. All problems of an input are found before it is refused. Pure.
import { Refusal, type UserErrorEntry } from '@supermarket/service-kit/refusal.ts'
import { invalid, type Path } from './user-errors.ts'

export type InputCheck = {
  /** The text without blanks around it; a problem when its length, in characters, is out of bounds. */
  text(path: Path, value: string, bounds: { min: number; max: number }): string
  /** Records a problem unless it holds; answers whether it does. */
  require(holds: boolean, path: Path, message: string): boolean
  /** Throws a Refusal with every problem found so far. */
  done(): void
}

export function inputCheck(): InputCheck {
  const problems: UserErrorEntry[] = []
  const require: InputCheck['require'] = (holds, path, message) => {
    if (!holds) problems.push(invalid(path, message))
    return holds
  }
  return {
    require,
    text(path, value, { min, max }) {
      const text = value.trim()
      const length = [...text].length
      const bounds = min === 0 ? `at most ${max}` : `${min} to ${max}`
      require(length >= min && length <= max, path, `Must have ${bounds} characters.`)
      return text
    },
    done() {
      const [first, ...others] = problems
      if (first !== undefined) throw new Refusal(first, ...others)
    },
  }
}
