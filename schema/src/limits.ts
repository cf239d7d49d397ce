// Limits of the shop's graph that its gateway holds and its check judges by.

/**
 * The estimated cost past which the gateway refuses an operation, unless MAX_OPERATION_COST says otherwise: every stored
 * operation stays under it with its longest pages (40,203 the dearest), and lists nested five deep do not (1,000,000).
 */
export const shopMaxCost = 50_000

/** Of items that one page of a list may ask for. */
export const longestPage = 100
