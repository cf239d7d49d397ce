// The demo shop's shelves: six categories of ten products, each sold in one to three variants. Prices in euro cents.

export type SeedVariant = { readonly name: string; readonly minor: number }
export type SeedProduct = {
  readonly name: string
  readonly description: string
  readonly variants: readonly SeedVariant[]
}
export type SeedCategory = {
  readonly name: string
  readonly prefix: string
  /** Food is taxed less than other goods, drinks are not. */
  readonly taxClass: 'STANDARD' | 'REDUCED'
  readonly products: readonly SeedProduct[]
}

const product = (name: string, description: string, ...variants: [string, number][]): SeedProduct => ({
  name,
  description,
  variants: variants.map(([variant, minor]) => ({ name: variant, minor })),
})

export const catalogue: readonly SeedCategory[] = [
  {
    name: 'Fruit & Vegetables',
    prefix: 'FRU',
    taxClass: 'REDUCED',
    products: [
      product(
        'Gala Apples',
        'Crisp, sweet and red-striped, from orchards by the lake.',
        ['1 kg', 299],
        ['2 kg', 549],
      ),
      product('Bananas', 'Ripened on the way, yellow on arrival.', ['Bunch of 5', 189], ['Bunch of 8', 279]),
      product('Vine Tomatoes', 'On the vine, so they smell of summer.', ['500 g', 249], ['1 kg', 449]),
      product('Baby Spinach', 'Washed twice and ready for the bowl.', ['125 g', 199], ['250 g', 349]),
      product('Hass Avocados', 'Soft enough by tomorrow.', ['Single', 129], ['Pack of 4', 449]),
      product('Sweet Potatoes', 'Orange inside, good roasted or mashed.', ['750 g', 279]),
      product('Red Onions', 'Mild when raw, sweet when slow.', ['500 g', 119], ['1 kg', 199]),
      product('Lemons', 'Unwaxed: the zest is half the point.', ['Single', 59], ['Net of 6', 299]),
      product('Chestnut Mushrooms', 'Brown, firm and nutty.', ['250 g', 219], ['500 g', 399]),
      product('Broccoli', 'One tight green head.', ['Single', 169]),
    ],
  },
  {
    name: 'Bakery',
    prefix: 'BAK',
    taxClass: 'REDUCED',
    products: [
      product('Sourdough Loaf', 'Two days of rising, one hour of baking.', ['Half', 290], ['Whole', 520]),
      product('Rye Bread', 'Dense, dark and good for a week.', ['500 g', 329], ['1 kg', 589]),
      product(
        'Butter Croissants',
        'Laminated by hand, baked this morning.',
        ['Pack of 2', 320],
        ['Pack of 6', 890],
      ),
      product('Baguette', 'Crust that answers back.', ['Single', 180]),
      product('Cinnamon Rolls', 'Soft, swirled and glazed.', ['Pack of 2', 450], ['Pack of 4', 820]),
      product(
        'Bagels',
        'Boiled, then baked, with a proper chew.',
        ['Plain, pack of 5', 379],
        ['Sesame, pack of 5', 399],
      ),
      product('Focaccia', 'Olive oil, sea salt, rosemary.', ['Quarter tray', 390], ['Half tray', 720]),
      product('Pretzels', 'Shiny outside, soft inside.', ['Single', 120], ['Pack of 4', 420]),
      product('Oat Cookies', 'With raisins and a pinch of salt.', ['Pack of 6', 340], ['Pack of 12', 610]),
      product('Carrot Cake', 'Spiced, moist, under cream cheese.', ['Slice', 380], ['Whole', 2690]),
    ],
  },
  {
    name: 'Dairy & Eggs',
    prefix: 'DAI',
    taxClass: 'REDUCED',
    products: [
      product('Whole Milk', 'From grass-fed cows, 3.8 % fat.', ['0.5 l', 99], ['1 l', 159]),
      product('Oat Drink', 'Made for coffee: it foams.', ['1 l', 219], ['6 × 1 l', 1199]),
      product('Salted Butter', 'Churned slowly, with sea salt.', ['125 g', 199], ['250 g', 349]),
      product('Free-range Eggs', 'Laid outdoors, sizes M and L mixed.', ['6 eggs', 269], ['12 eggs', 499]),
      product(
        'Greek Yoghurt',
        'Strained until the spoon stands.',
        ['200 g', 149],
        ['500 g', 299],
        ['1 kg', 549],
      ),
      product('Mature Cheddar', 'Eighteen months in the cave.', ['150 g', 399], ['300 g', 749]),
      product('Mozzarella', 'Buffalo milk, in its own whey.', ['125 g', 229], ['3 × 125 g', 619]),
      product('Parmesan', 'Aged for 24 months; bring a grater.', ['150 g', 549], ['300 g', 1049]),
      product('Feta', 'Sheep and goat milk, in brine.', ['200 g', 329]),
      product('Double Cream', 'For sauces, cakes and confidence.', ['200 ml', 189], ['500 ml', 399]),
    ],
  },
  {
    name: 'Pantry',
    prefix: 'PAN',
    taxClass: 'REDUCED',
    products: [
      product('Spaghetti', 'Bronze-drawn durum wheat.', ['500 g', 189], ['1 kg', 349]),
      product('Basmati Rice', 'Aged, long and fragrant.', ['500 g', 249], ['1 kg', 449], ['5 kg', 1899]),
      product('Olive Oil', 'Cold-pressed, first harvest.', ['250 ml', 599], ['500 ml', 1099], ['1 l', 1999]),
      product('Chopped Tomatoes', 'Picked ripe, tinned the same day.', ['400 g', 119], ['6 × 400 g', 619]),
      product(
        'Chickpeas',
        'Cooked and ready, or dried and patient.',
        ['Tin, 400 g', 99],
        ['Dried, 500 g', 199],
      ),
      product(
        'Peanut Butter',
        'Peanuts and salt, nothing else.',
        ['Smooth, 350 g', 429],
        ['Crunchy, 350 g', 429],
      ),
      product('Wildflower Honey', 'Whatever the bees found.', ['250 g', 549], ['500 g', 949]),
      product('Rolled Oats', 'Jumbo flakes for porridge and muesli.', ['500 g', 149], ['1 kg', 259]),
      product('Plain Flour', 'Soft wheat, stone-ground.', ['1 kg', 129]),
      product(
        'Dark Chocolate',
        'Single origin, snapped cleanly.',
        ['70 %, 100 g', 299],
        ['85 %, 100 g', 319],
      ),
    ],
  },
  {
    name: 'Drinks',
    prefix: 'DRI',
    taxClass: 'STANDARD',
    products: [
      product('Espresso Beans', 'Dark roast, chocolate and hazelnut.', ['250 g', 749], ['1 kg', 2490]),
      product('Filter Coffee', 'Light roast, ground medium.', ['250 g', 699], ['500 g', 1290]),
      product('Earl Grey', 'Black tea with bergamot.', ['20 bags', 349], ['Loose, 100 g', 649]),
      product('Peppermint Tea', 'Whole leaves, no bags.', ['50 g', 429]),
      product('Orange Juice', 'Pressed, never from concentrate.', ['0.5 l', 279], ['1 l', 499]),
      product('Sparkling Water', 'From a spring with opinions.', ['0.75 l', 99], ['6 × 0.75 l', 499]),
      product('Ginger Beer', 'Brewed fiery, without alcohol.', ['Single', 249], ['Pack of 4', 899]),
      product('Cold Brew', 'Steeped for eighteen hours.', ['250 ml', 329], ['1 l', 999]),
      product('Apple Cider Vinegar', 'Cloudy, with the mother.', ['500 ml', 399]),
      product('Coconut Water', 'Young green coconuts, nothing added.', ['330 ml', 229], ['1 l', 549]),
    ],
  },
  {
    name: 'Household',
    prefix: 'HOU',
    taxClass: 'STANDARD',
    products: [
      product('Washing-up Liquid', 'Lemon, and kind to hands.', ['500 ml', 249], ['Refill, 1 l', 399]),
      product(
        'Laundry Powder',
        'For white and coloured, from 20 °C.',
        ['20 washes', 799],
        ['60 washes', 1999],
      ),
      product('Kitchen Roll', 'Recycled and thirsty.', ['2 rolls', 299], ['6 rolls', 799]),
      product('Beeswax Candles', 'Slow-burning, faintly of honey.', ['Pack of 2', 890]),
      product('Bamboo Brush', 'For bottles, pans and corners.', ['Single', 490]),
      product(
        'Linen Tea Towel',
        'Woven in stripes, soft after a wash.',
        ['Single', 1290],
        ['Set of 3', 3290],
      ),
      product('Storage Jars', 'Glass, with a lid that seals.', ['0.5 l', 590], ['1 l', 790], ['2 l', 1090]),
      product('Compost Bags', 'Made of maize starch.', ['20 bags', 390], ['50 bags', 850]),
      product('Dishwasher Tabs', 'Wrapped in film that dissolves.', ['30 tabs', 749], ['90 tabs', 1990]),
      product('Soap Bar', 'Olive oil and lavender.', ['Single', 450], ['Set of 3', 1190]),
    ],
  },
]
