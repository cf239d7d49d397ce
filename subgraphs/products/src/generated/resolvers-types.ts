// Written by `npm run generate --workspace @supermarket/schema`. Do not edit.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { StoredProduct, StoredVariant, StoredCategory } from '../catalog/product.ts';
import type { ProductList } from '../listing/list-products.ts';
import type { CategoryList } from '../category/list-categories.ts';
import type { Movement } from '../stock/store.ts';
import type { MovementList } from '../stock/list-movements.ts';
import type { Reservation } from '../stock/reservation.ts';
import type { Quote } from '../stock/quote.ts';
import type { Price } from '../catalog/prices.ts';
import type { UserErrorEntry } from '@supermarket/service-kit/refusal.ts';
import type { Context } from '../context.ts';
export type Maybe<T> = T | null | undefined;
export type InputMaybe<T> = T | null | undefined;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** An instant in UTC, written as RFC 3339 with milliseconds: `2026-01-31T12:00:00.000Z`. */
  DateTime: { input: Date; output: Date | string; }
  /** An absolute http or https URL. */
  URL: { input: URL; output: URL | string; }
  /** An e-mail address of at most 254 characters. Compared without regard to case; never an identifier. */
  EmailAddress: { input: string; output: string; }
  /** A whole number within 53 bits, which JSON and JavaScript represent exactly. */
  SafeInt: { input: number; output: number; }
  /** An ISO 4217 currency code such as `EUR`. Each currency has its own number of decimals: JPY 0, EUR 2, KWD 3. */
  CurrencyCode: { input: string; output: string; }
  /** An ISO 3166-1 alpha-2 country code such as `DE`. */
  CountryCode: { input: string; output: string; }
  _FieldSet: { input: string; output: string; }
};

/** What can be asked. Every field is nullable: a fault blanks that field and no other. */
export type Query = {
  readonly __typename?: 'Query';
  /** The signed-in user; null for an anonymous caller, without an error. */
  readonly me?: Maybe<User>;
  /** One product by exactly one of id and slug. Only staff sees what is not ACTIVE. */
  readonly product?: Maybe<Product>;
  /** The catalogue, newest first unless sorted. Only staff sees what is not ACTIVE. */
  readonly products?: Maybe<ProductConnection>;
  /** One variant by exactly one of id and SKU. Only staff sees variants of a product that is not ACTIVE. */
  readonly variant?: Maybe<ProductVariant>;
  /** All categories, by name. */
  readonly categories?: Maybe<CategoryConnection>;
  /** What the lines would cost and whether they can be had, now. One answer per line, in the order of the lines; null for an unknown variant. Reserves nothing. */
  readonly variantsQuote?: Maybe<ReadonlyArray<Maybe<VariantQuote>>>;
};


/** What can be asked. Every field is nullable: a fault blanks that field and no other. */
export type QueryProductArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
  slug?: InputMaybe<Scalars['String']['input']>;
};


/** What can be asked. Every field is nullable: a fault blanks that field and no other. */
export type QueryProductsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  search?: InputMaybe<Scalars['String']['input']>;
  where?: InputMaybe<ProductWhere>;
  sort?: InputMaybe<ProductSort>;
};


/** What can be asked. Every field is nullable: a fault blanks that field and no other. */
export type QueryVariantArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
  sku?: InputMaybe<Scalars['String']['input']>;
};


/** What can be asked. Every field is nullable: a fault blanks that field and no other. */
export type QueryCategoriesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** What can be asked. Every field is nullable: a fault blanks that field and no other. */
export type QueryVariantsQuoteArgs = {
  lines: ReadonlyArray<StockLineInput>;
  currency: Scalars['CurrencyCode']['input'];
};

/** What can be changed. Fields of one request run one after another. */
export type Mutation = {
  readonly __typename?: 'Mutation';
  /** Creates a product with its variants. Staff only. */
  readonly productCreate?: Maybe<ProductCreatePayload>;
  /** Changes a product. Staff only. */
  readonly productUpdate?: Maybe<ProductUpdatePayload>;
  /** Puts a DRAFT or ARCHIVED product on sale. It needs at least one variant. Staff only. */
  readonly productPublish?: Maybe<ProductPublishPayload>;
  /** Takes a product off sale. Orders and reservations stay as they are. Staff only. */
  readonly productArchive?: Maybe<ProductArchivePayload>;
  /** Adds a variant to a product. Staff only. */
  readonly variantCreate?: Maybe<VariantCreatePayload>;
  /** Changes a variant, its prices and its cost. Staff only. */
  readonly variantUpdate?: Maybe<VariantUpdatePayload>;
  /** Creates a category. Staff only. */
  readonly categoryCreate?: Maybe<CategoryCreatePayload>;
  /** Changes a category. Staff only. */
  readonly categoryUpdate?: Maybe<CategoryUpdatePayload>;
  /** Books a change of the pieces on hand. Refused when fewer would remain than are reserved. Staff only. */
  readonly stockAdjust?: Maybe<StockAdjustPayload>;
  /** Sets stock aside for an order: all lines or none. The same order and lines get the same answer however often they ask; the same order with other lines is `IDEMPOTENCY_KEY_REUSED`. A shortage is one `InsufficientStock` per short variant and leaves nothing behind, so that the order may ask again; a reservation that was released or has expired `ILLEGAL_STATE`. */
  readonly stockReserve?: Maybe<StockReservePayload>;
  /** Takes reserved pieces off the shelf for good, because the order is paid. Repeating it changes nothing. An expired reservation is taken again if the stock is still there, otherwise refused with `InsufficientStock`; a released one is `ILLEGAL_STATE`, an unknown one `NOT_FOUND`. */
  readonly stockCommit?: Maybe<StockCommitPayload>;
  /** Gives an order's pieces back, because it is canceled: reserved ones become available, committed ones return to the shelf. Repeating it changes nothing. An unknown order is remembered as released, so that a reservation that arrives late is refused. */
  readonly stockRelease?: Maybe<StockReleasePayload>;
};


/** What can be changed. Fields of one request run one after another. */
export type MutationProductCreateArgs = {
  input: ProductCreateInput;
};


/** What can be changed. Fields of one request run one after another. */
export type MutationProductUpdateArgs = {
  input: ProductUpdateInput;
};


/** What can be changed. Fields of one request run one after another. */
export type MutationProductPublishArgs = {
  input: ProductPublishInput;
};


/** What can be changed. Fields of one request run one after another. */
export type MutationProductArchiveArgs = {
  input: ProductArchiveInput;
};


/** What can be changed. Fields of one request run one after another. */
export type MutationVariantCreateArgs = {
  input: VariantCreateInput;
};


/** What can be changed. Fields of one request run one after another. */
export type MutationVariantUpdateArgs = {
  input: VariantUpdateInput;
};


/** What can be changed. Fields of one request run one after another. */
export type MutationCategoryCreateArgs = {
  input: CategoryCreateInput;
};


/** What can be changed. Fields of one request run one after another. */
export type MutationCategoryUpdateArgs = {
  input: CategoryUpdateInput;
};


/** What can be changed. Fields of one request run one after another. */
export type MutationStockAdjustArgs = {
  input: StockAdjustInput;
};


/** What can be changed. Fields of one request run one after another. */
export type MutationStockReserveArgs = {
  input: StockReserveInput;
};


/** What can be changed. Fields of one request run one after another. */
export type MutationStockCommitArgs = {
  input: StockCommitInput;
};


/** What can be changed. Fields of one request run one after another. */
export type MutationStockReleaseArgs = {
  input: StockReleaseInput;
};

export type User = {
  readonly __typename?: 'User';
  /** Id of the user (`usr_…`). */
  readonly id: Scalars['ID']['output'];
};

/** Something the shop sells, in one or more variants. */
export type Product = {
  readonly __typename?: 'Product';
  /** Id of the product (`prd_…`). */
  readonly id: Scalars['ID']['output'];
  /** The product's name in URLs, unique. */
  readonly slug: Scalars['String']['output'];
  /** Name to show. */
  readonly name: Scalars['String']['output'];
  /** Plain text about the product. */
  readonly description: Scalars['String']['output'];
  /** Whether it is on sale. */
  readonly status: ProductStatus;
  /** Where it is filed, by name: at most 20. */
  readonly categories: ReadonlyArray<Category>;
  /** What can be bought, in the shop's order: at most 100. */
  readonly variants: ReadonlyArray<ProductVariant>;
  /** Lowest and highest price of its variants; null when none has a price in this currency. */
  readonly priceRange?: Maybe<PriceRange>;
  /** When it was created. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** When it, or one of its variants, was last changed. */
  readonly updatedAt: Scalars['DateTime']['output'];
  /** Grows with every change of the product or its variants; pass it as `expectedVersion`. Stock does not count as a change. */
  readonly version: Scalars['Int']['output'];
};


/** Something the shop sells, in one or more variants. */
export type ProductPriceRangeArgs = {
  currency?: InputMaybe<Scalars['CurrencyCode']['input']>;
};

/** Whether a product is on sale. */
export type ProductStatus =
  /** In preparation; only staff sees it. */
  | 'DRAFT'
  /** On sale; everybody sees it. */
  | 'ACTIVE'
  /** Off sale; only staff sees it. */
  | 'ARCHIVED';

/** The span of a product's prices in one currency. */
export type PriceRange = {
  readonly __typename?: 'PriceRange';
  /** The lowest price. */
  readonly min: Money;
  /** The highest price. */
  readonly max: Money;
};

/** What a buyer puts into the cart: a product in one size, colour or flavour. */
export type ProductVariant = {
  readonly __typename?: 'ProductVariant';
  /** Id of the variant (`var_…`). */
  readonly id: Scalars['ID']['output'];
  /** Stock keeping unit, unique. */
  readonly sku: Scalars['String']['output'];
  /** Name within the product, such as a size. */
  readonly name: Scalars['String']['output'];
  /** Price of one piece; null when it has none in this currency. */
  readonly price?: Maybe<Money>;
  /** Price of one piece in every currency it is sold in, by currency code: at most 20. */
  readonly prices: ReadonlyArray<Money>;
  /** Whether it can be had, without telling how many are left. */
  readonly availability: Availability;
  /** The product it belongs to. */
  readonly product: Product;
  /** Exact stock. Staff only. */
  readonly stock?: Maybe<StockLevel>;
  /** Every change of stock, newest first. Staff only. */
  readonly stockMovements?: Maybe<StockMovementConnection>;
  /** What one piece weighs, packed, in grams; null when nobody entered it. */
  readonly weightGrams?: Maybe<Scalars['Int']['output']>;
  /** Which tax rate it falls under where it is delivered. */
  readonly taxClass: TaxClass;
  /** What one piece costs the shop; null when nobody entered it. Staff only. */
  readonly cost?: Maybe<Money>;
};


/** What a buyer puts into the cart: a product in one size, colour or flavour. */
export type ProductVariantPriceArgs = {
  currency?: InputMaybe<Scalars['CurrencyCode']['input']>;
};


/** What a buyer puts into the cart: a product in one size, colour or flavour. */
export type ProductVariantStockMovementsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** Whether a variant can be had. */
export type Availability =
  /** Enough are left. */
  | 'IN_STOCK'
  /** Few are left. */
  | 'LOW_STOCK'
  /** None is left. */
  | 'OUT_OF_STOCK';

/** A shelf of the shop. */
export type Category = {
  readonly __typename?: 'Category';
  /** Id of the category (`cat_…`). */
  readonly id: Scalars['ID']['output'];
  /** The category's name in URLs, unique. */
  readonly slug: Scalars['String']['output'];
  /** Name to show. */
  readonly name: Scalars['String']['output'];
  /** Products filed here, newest first unless sorted. Only staff sees what is not ACTIVE. */
  readonly products?: Maybe<ProductConnection>;
  /** When it was created. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** When it was last changed. */
  readonly updatedAt: Scalars['DateTime']['output'];
  /** Grows with every change; pass it as `expectedVersion`. */
  readonly version: Scalars['Int']['output'];
};


/** A shelf of the shop. */
export type CategoryProductsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  sort?: InputMaybe<ProductSort>;
};

/** Exact stock of a variant. */
export type StockLevel = {
  readonly __typename?: 'StockLevel';
  /** Pieces on the shelf. */
  readonly onHand: Scalars['Int']['output'];
  /** Pieces of those that are set aside for orders. */
  readonly reserved: Scalars['Int']['output'];
  /** Pieces that can still be sold: on hand less reserved. */
  readonly available: Scalars['Int']['output'];
};

/** One change of stock. Movements are never changed or deleted; their deltas add up to the stock level. */
export type StockMovement = {
  readonly __typename?: 'StockMovement';
  /** Id of the movement (`mov_…`). */
  readonly id: Scalars['ID']['output'];
  /** Why it changed. */
  readonly reason: StockMovementReason;
  /** Change of the pieces on the shelf. */
  readonly onHandDelta: Scalars['Int']['output'];
  /** Change of the pieces set aside. */
  readonly reservedDelta: Scalars['Int']['output'];
  /** When it changed. */
  readonly at: Scalars['DateTime']['output'];
  /** The order that caused it; null for an adjustment. */
  readonly orderId?: Maybe<Scalars['ID']['output']>;
  /** Who made the adjustment; null when an order caused it. */
  readonly actor?: Maybe<User>;
};

/** Why stock changed. */
export type StockMovementReason =
  /** Goods came in. */
  | 'RECEIVED'
  /** A customer brought goods back. */
  | 'RETURNED'
  /** Goods broke, spoiled or vanished. */
  | 'DAMAGED'
  /** A count found another number. */
  | 'COUNTED'
  /** Set aside for an order. */
  | 'RESERVED'
  /** No longer set aside: the order was canceled. */
  | 'RELEASED'
  /** No longer set aside: the order was not paid in time. */
  | 'EXPIRED'
  /** Sold: the order is paid. */
  | 'COMMITTED'
  /** Back on the shelf: a paid order was canceled. */
  | 'RESTOCKED';

/** A page of products. */
export type ProductConnection = {
  readonly __typename?: 'ProductConnection';
  /** The page's entries with their cursors. */
  readonly edges: ReadonlyArray<ProductEdge>;
  /** The page's products. */
  readonly nodes: ReadonlyArray<Product>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
  /** How many products match in all; null beyond 10,000 matches of a search or filter. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A product in a page. */
export type ProductEdge = {
  readonly __typename?: 'ProductEdge';
  /** Where the entry stands; opaque. */
  readonly cursor: Scalars['String']['output'];
  /** The product. */
  readonly node: Product;
};

/** A page of categories. */
export type CategoryConnection = {
  readonly __typename?: 'CategoryConnection';
  /** The page's entries with their cursors. */
  readonly edges: ReadonlyArray<CategoryEdge>;
  /** The page's categories. */
  readonly nodes: ReadonlyArray<Category>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
  /** How many categories there are. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A category in a page. */
export type CategoryEdge = {
  readonly __typename?: 'CategoryEdge';
  /** Where the entry stands; opaque. */
  readonly cursor: Scalars['String']['output'];
  /** The category. */
  readonly node: Category;
};

/** A page of stock movements. */
export type StockMovementConnection = {
  readonly __typename?: 'StockMovementConnection';
  /** The page's entries with their cursors. */
  readonly edges: ReadonlyArray<StockMovementEdge>;
  /** The page's movements. */
  readonly nodes: ReadonlyArray<StockMovement>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
  /** How many movements there are; null beyond 10,000. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A stock movement in a page. */
export type StockMovementEdge = {
  readonly __typename?: 'StockMovementEdge';
  /** Where the entry stands; opaque. */
  readonly cursor: Scalars['String']['output'];
  /** The movement. */
  readonly node: StockMovement;
};

/** What products must be. All given conditions hold at once; an empty list matches nothing. At most 5 levels deep and 50 conditions. */
export type ProductWhere = {
  /** Filed in this category. */
  readonly categoryId?: InputMaybe<Scalars['ID']['input']>;
  /** At least one variant has its price in this range. */
  readonly price?: InputMaybe<ProductPriceWhere>;
  /** At least one variant has one of these availabilities. */
  readonly availability?: InputMaybe<ReadonlyArray<Availability>>;
  /** Has one of these statuses. For staff; other callers see ACTIVE products only. */
  readonly status?: InputMaybe<ReadonlyArray<ProductStatus>>;
  /** All of these hold. */
  readonly AND?: InputMaybe<ReadonlyArray<ProductWhere>>;
  /** At least one of these holds. */
  readonly OR?: InputMaybe<ReadonlyArray<ProductWhere>>;
};

/** A range of prices, both ends included, in one currency. */
export type ProductPriceWhere = {
  /** The lowest price. */
  readonly min?: InputMaybe<MoneyInput>;
  /** The highest price. */
  readonly max?: InputMaybe<MoneyInput>;
};

/** The order of products. Equals come by id. */
export type ProductSort = {
  /** What is compared. */
  readonly field: ProductSortField;
  /** Which end comes first. */
  readonly direction?: SortDirection;
};

/** What products are sorted by. */
export type ProductSortField =
  /** The name, without regard to case and accents. */
  | 'NAME'
  /** The lowest price in the shop's default currency; products without one come last. */
  | 'PRICE'
  /** The time of creation: the newest first when ascending. */
  | 'NEWEST'
  /** How well the search matches, when ascending: first what is named so, then what has every word in name or SKU, then the rest, each by newness. Without a search the same as NEWEST. */
  | 'RELEVANCE';

/** Which end of an order comes first. */
export type SortDirection =
  /** The natural beginning first. */
  | 'ASC'
  /** The natural end first. */
  | 'DESC';

/** A product to be created. */
export type ProductCreateInput = {
  /** Name to show: 1 to 200 characters. */
  readonly name: Scalars['String']['input'];
  /** Name in URLs: 1 to 100 of a–z, 0–9 and single hyphens; made from the name when left out. */
  readonly slug?: InputMaybe<Scalars['String']['input']>;
  /** Plain text: at most 10,000 characters; empty when left out. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** Its first status: DRAFT when left out. ACTIVE needs at least one variant. */
  readonly status?: InputMaybe<ProductStatus>;
  /** Where to file it: at most 20. */
  readonly categoryIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** What can be bought: at most 100. */
  readonly variants?: InputMaybe<ReadonlyArray<ProductVariantInput>>;
};

/** A variant to be created. */
export type ProductVariantInput = {
  /** Stock keeping unit: 1 to 64 characters, unique. */
  readonly sku: Scalars['String']['input'];
  /** Name within the product: 1 to 200 characters. */
  readonly name: Scalars['String']['input'];
  /** Price of one piece. */
  readonly price: MoneyInput;
  /** Prices in further currencies, each currency once: at most 19. */
  readonly prices?: InputMaybe<ReadonlyArray<MoneyInput>>;
  /** What one piece costs the shop. */
  readonly cost?: InputMaybe<MoneyInput>;
  /** What one piece weighs, packed, in grams: 0 to 1,000,000. */
  readonly weightGrams?: InputMaybe<Scalars['Int']['input']>;
  /** Which tax rate it falls under: STANDARD when left out. */
  readonly taxClass?: InputMaybe<TaxClass>;
};

/** The new product. */
export type ProductCreatePayload = {
  readonly __typename?: 'ProductCreatePayload';
  /** The product; null when refused. */
  readonly product?: Maybe<Product>;
  /** Why it was refused; empty when done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Changes of a product. What is left out stays. */
export type ProductUpdateInput = {
  /** Id of the product (`prd_…`). */
  readonly id: Scalars['ID']['input'];
  /** The version that the change is based on. */
  readonly expectedVersion: Scalars['Int']['input'];
  /** Name to show: 1 to 200 characters. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** Name in URLs: 1 to 100 of a–z, 0–9 and single hyphens. */
  readonly slug?: InputMaybe<Scalars['String']['input']>;
  /** Plain text: at most 10,000 characters. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** All categories to file it in: at most 20. An empty list removes it from all. */
  readonly categoryIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
};

/** The changed product. */
export type ProductUpdatePayload = {
  readonly __typename?: 'ProductUpdatePayload';
  /** The product; null when refused. */
  readonly product?: Maybe<Product>;
  /** Why it was refused; empty when done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A product to be put on sale. */
export type ProductPublishInput = {
  /** Id of the product (`prd_…`). */
  readonly id: Scalars['ID']['input'];
  /** The version that the decision is based on. */
  readonly expectedVersion: Scalars['Int']['input'];
};

/** The product on sale. */
export type ProductPublishPayload = {
  readonly __typename?: 'ProductPublishPayload';
  /** The product; null when refused. */
  readonly product?: Maybe<Product>;
  /** Why it was refused; empty when done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A product to be taken off sale. */
export type ProductArchiveInput = {
  /** Id of the product (`prd_…`). */
  readonly id: Scalars['ID']['input'];
  /** The version that the decision is based on. */
  readonly expectedVersion: Scalars['Int']['input'];
};

/** The product off sale. */
export type ProductArchivePayload = {
  readonly __typename?: 'ProductArchivePayload';
  /** The product; null when refused. */
  readonly product?: Maybe<Product>;
  /** Why it was refused; empty when done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A variant to be added to a product. */
export type VariantCreateInput = {
  /** Id of the product (`prd_…`). */
  readonly productId: Scalars['ID']['input'];
  /** The product's version that the change is based on. */
  readonly expectedVersion: Scalars['Int']['input'];
  /** The variant. */
  readonly variant: ProductVariantInput;
};

/** The new variant. */
export type VariantCreatePayload = {
  readonly __typename?: 'VariantCreatePayload';
  /** The variant; null when refused. */
  readonly variant?: Maybe<ProductVariant>;
  /** Why it was refused; empty when done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Changes of a variant. What is left out stays. */
export type VariantUpdateInput = {
  /** Id of the variant (`var_…`). */
  readonly id: Scalars['ID']['input'];
  /** The product's version that the change is based on. */
  readonly expectedVersion: Scalars['Int']['input'];
  /** Stock keeping unit: 1 to 64 characters, unique. */
  readonly sku?: InputMaybe<Scalars['String']['input']>;
  /** Name within the product: 1 to 200 characters. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** All prices, each currency once: 1 to 20. A currency that is left out is no longer sold in. */
  readonly prices?: InputMaybe<ReadonlyArray<MoneyInput>>;
  /** What one piece costs the shop; an explicit null removes it. */
  readonly cost?: InputMaybe<MoneyInput>;
  /** What one piece weighs, packed, in grams: 0 to 1,000,000; an explicit null removes it. */
  readonly weightGrams?: InputMaybe<Scalars['Int']['input']>;
  /** Which tax rate it falls under. */
  readonly taxClass?: InputMaybe<TaxClass>;
};

/** The changed variant. */
export type VariantUpdatePayload = {
  readonly __typename?: 'VariantUpdatePayload';
  /** The variant; null when refused. */
  readonly variant?: Maybe<ProductVariant>;
  /** Why it was refused; empty when done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A category to be created. */
export type CategoryCreateInput = {
  /** Name to show: 1 to 100 characters. */
  readonly name: Scalars['String']['input'];
  /** Name in URLs: 1 to 100 of a–z, 0–9 and single hyphens; made from the name when left out. */
  readonly slug?: InputMaybe<Scalars['String']['input']>;
};

/** The new category. */
export type CategoryCreatePayload = {
  readonly __typename?: 'CategoryCreatePayload';
  /** The category; null when refused. */
  readonly category?: Maybe<Category>;
  /** Why it was refused; empty when done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Changes of a category. What is left out stays. */
export type CategoryUpdateInput = {
  /** Id of the category (`cat_…`). */
  readonly id: Scalars['ID']['input'];
  /** The version that the change is based on. */
  readonly expectedVersion: Scalars['Int']['input'];
  /** Name to show: 1 to 100 characters. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** Name in URLs: 1 to 100 of a–z, 0–9 and single hyphens. */
  readonly slug?: InputMaybe<Scalars['String']['input']>;
};

/** The changed category. */
export type CategoryUpdatePayload = {
  readonly __typename?: 'CategoryUpdatePayload';
  /** The category; null when refused. */
  readonly category?: Maybe<Category>;
  /** Why it was refused; empty when done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A change of the pieces on hand. */
export type StockAdjustInput = {
  /** Id of the variant (`var_…`). */
  readonly variantId: Scalars['ID']['input'];
  /** Pieces more, or fewer when negative: not zero, within ±1,000,000. */
  readonly delta: Scalars['Int']['input'];
  /** Why it changed. */
  readonly reason: StockAdjustReason;
  /** Pieces on hand that the caller saw before the change; when it differs from the truth, the change is refused as a CONFLICT. */
  readonly expectedQuantity?: InputMaybe<Scalars['Int']['input']>;
  /** Chosen by the caller, 1 to 128 characters: a repeated request with the same key and input is answered alike and changes nothing. */
  readonly idempotencyKey: Scalars['String']['input'];
};

/** Why staff changes stock. */
export type StockAdjustReason =
  /** Goods came in. */
  | 'RECEIVED'
  /** A customer brought goods back. */
  | 'RETURNED'
  /** Goods broke, spoiled or vanished. */
  | 'DAMAGED'
  /** A count found another number. */
  | 'COUNTED';

/** The variant with its new stock. */
export type StockAdjustPayload = {
  readonly __typename?: 'StockAdjustPayload';
  /** The variant; null when refused. */
  readonly variant?: Maybe<ProductVariant>;
  /** Why it was refused; empty when done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Some pieces of a variant. */
export type StockLineInput = {
  /** Id of the variant (`var_…`), once in a list. */
  readonly variantId: Scalars['ID']['input'];
  /** How many pieces: 1 to 1,000. */
  readonly quantity: Scalars['Int']['input'];
};

/** What some pieces of a variant would cost, and whether they can be had. */
export type VariantQuote = {
  readonly __typename?: 'VariantQuote';
  /** Id of the variant (`var_…`). */
  readonly variantId: Scalars['ID']['output'];
  /** Id of its product (`prd_…`). */
  readonly productId: Scalars['ID']['output'];
  /** Name of its product, for the snapshot in an order. */
  readonly productName: Scalars['String']['output'];
  /** Name of the variant, for the snapshot in an order. */
  readonly variantName: Scalars['String']['output'];
  /** Its stock keeping unit, for the snapshot in an order. */
  readonly sku: Scalars['String']['output'];
  /** What one piece weighs, packed, in grams; null when nobody entered it. */
  readonly weightGrams?: Maybe<Scalars['Int']['output']>;
  /** Which tax rate it falls under. */
  readonly taxClass: TaxClass;
  /** Price of one piece; null when it has none in the currency asked for. */
  readonly unitPrice?: Maybe<Money>;
  /** Pieces that can still be sold. */
  readonly available: Scalars['Int']['output'];
  /** Whether its product is ACTIVE. What is on sale may be sold out, or have no price in the currency asked for. */
  readonly onSale: Scalars['Boolean']['output'];
  /** Whether it is on sale, has a price in the currency asked for, and the pieces asked for are there. */
  readonly sellable: Scalars['Boolean']['output'];
};

/** Stock to be set aside. */
export type StockReserveInput = {
  /** The order, which is the reservation's idempotency key (`ord_…`). */
  readonly orderId: Scalars['ID']['input'];
  /** What to set aside: 1 to 100 lines, each variant once. */
  readonly lines: ReadonlyArray<StockLineInput>;
  /** When the reservation lapses unless it is committed: within the next 24 hours. */
  readonly expiresAt: Scalars['DateTime']['input'];
};

/** The reservation made. */
export type StockReservePayload = {
  readonly __typename?: 'StockReservePayload';
  /** The reservation; null when refused. */
  readonly reservation?: Maybe<StockReservation>;
  /** Why it was refused, one `InsufficientStock` per short variant; empty when done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A reservation to be committed. */
export type StockCommitInput = {
  /** The order, which is the reservation's idempotency key (`ord_…`). */
  readonly orderId: Scalars['ID']['input'];
};

/** The reservation committed. */
export type StockCommitPayload = {
  readonly __typename?: 'StockCommitPayload';
  /** The reservation; null when refused. */
  readonly reservation?: Maybe<StockReservation>;
  /** Why it was refused; empty when done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A reservation to be released. */
export type StockReleaseInput = {
  /** The order, which is the reservation's idempotency key (`ord_…`). */
  readonly orderId: Scalars['ID']['input'];
};

/** The reservation released. */
export type StockReleasePayload = {
  readonly __typename?: 'StockReleasePayload';
  /** The reservation; null when refused. */
  readonly reservation?: Maybe<StockReservation>;
  /** Why it was refused; empty when done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Stock that is, or was, set aside for one order. */
export type StockReservation = {
  readonly __typename?: 'StockReservation';
  /** The order that it belongs to (`ord_…`). */
  readonly orderId: Scalars['ID']['output'];
  /** What became of it. */
  readonly status: StockReservationStatus;
  /** When it lapses unless it is committed; null when the order was released before it reserved anything. */
  readonly expiresAt?: Maybe<Scalars['DateTime']['output']>;
};

/** What became of a reservation. */
export type StockReservationStatus =
  /** Set aside. */
  | 'RESERVED'
  /** Sold. */
  | 'COMMITTED'
  /** Given back. */
  | 'RELEASED'
  /** Lapsed. */
  | 'EXPIRED';

/** An amount of money: whole minor units of one currency. Never a float. */
export type Money = {
  readonly __typename?: 'Money';
  /** The amount in the currency's smallest unit: 1999 is 19.99 EUR, and 1999 JPY. */
  readonly minor: Scalars['SafeInt']['output'];
  /** The currency that `minor` counts. */
  readonly currency: Scalars['CurrencyCode']['output'];
  /** The same amount as a decimal string with the currency's own number of decimals: `19.99`. */
  readonly amount: Scalars['String']['output'];
};

/** An amount of money, given by a client. */
export type MoneyInput = {
  /** The amount in the currency's smallest unit, zero or more unless a field says otherwise. */
  readonly minor: Scalars['SafeInt']['input'];
  /** The currency that `minor` counts. */
  readonly currency: Scalars['CurrencyCode']['input'];
};

/** A postal address, as it was given. */
export type Address = {
  readonly __typename?: 'Address';
  /** Who receives the parcel or the invoice. */
  readonly name: Scalars['String']['output'];
  /** Street and number. */
  readonly line1: Scalars['String']['output'];
  /** Flat, floor or company. */
  readonly line2?: Maybe<Scalars['String']['output']>;
  /** Town or city. */
  readonly city: Scalars['String']['output'];
  /** State, province or county, where the country uses one. */
  readonly region?: Maybe<Scalars['String']['output']>;
  /** Postal code, where the country uses one. */
  readonly postalCode?: Maybe<Scalars['String']['output']>;
  /** Country of the address. */
  readonly country: Scalars['CountryCode']['output'];
  /** Telephone number for the carrier. */
  readonly phone?: Maybe<Scalars['String']['output']>;
};

/** A postal address, given by a client. Leading and trailing blanks are removed. */
export type AddressInput = {
  /** Who receives the parcel or the invoice: 1 to 200 characters. */
  readonly name: Scalars['String']['input'];
  /** Street and number: 1 to 200 characters. */
  readonly line1: Scalars['String']['input'];
  /** Flat, floor or company: at most 200 characters. */
  readonly line2?: InputMaybe<Scalars['String']['input']>;
  /** Town or city: 1 to 100 characters. */
  readonly city: Scalars['String']['input'];
  /** State, province or county: at most 100 characters. */
  readonly region?: InputMaybe<Scalars['String']['input']>;
  /** Postal code: at most 20 characters. */
  readonly postalCode?: InputMaybe<Scalars['String']['input']>;
  /** Country of the address. */
  readonly country: Scalars['CountryCode']['input'];
  /** Telephone number for the carrier: at most 30 characters. */
  readonly phone?: InputMaybe<Scalars['String']['input']>;
};

/** Where a page of a connection stands in the whole list. */
export type PageInfo = {
  readonly __typename?: 'PageInfo';
  /** Whether more follows after this page. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** Whether anything stands before this page. */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** Cursor of the first entry of this page; null when the page is empty. */
  readonly startCursor?: Maybe<Scalars['String']['output']>;
  /** Cursor of the last entry of this page, to be passed as `after`; null when the page is empty. */
  readonly endCursor?: Maybe<Scalars['String']['output']>;
};

/** Which of a country's tax rates goods or a service fall under. */
export type TaxClass =
  /** The country's usual rate. */
  | 'STANDARD'
  /** A lower rate, such as for food and books. */
  | 'REDUCED'
  /** Free of tax. */
  | 'ZERO';

/** Why a mutation was refused, in a form that the caller can act on. Nothing was changed when a payload holds one. */
export type UserError = {
  /** What went wrong, stable for programs. */
  readonly code: UserErrorCode;
  /** What went wrong, for people. The wording may change. */
  readonly message: Scalars['String']['output'];
  /** The input field at fault, from `input` down: `["input", "lines", "0", "quantity"]`. Null when it is no single field. */
  readonly path?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
};

/** A refusal that needs no more than its code. */
export type GeneralUserError = UserError & {
  readonly __typename?: 'GeneralUserError';
  /** What went wrong, stable for programs. */
  readonly code: UserErrorCode;
  /** What went wrong, for people. The wording may change. */
  readonly message: Scalars['String']['output'];
  /** The input field at fault, from `input` down. Null when it is no single field. */
  readonly path?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
};

/** Fewer pieces are left than were asked for. Its code is `INSUFFICIENT_STOCK`. */
export type InsufficientStock = UserError & {
  readonly __typename?: 'InsufficientStock';
  /** What went wrong, stable for programs. */
  readonly code: UserErrorCode;
  /** What went wrong, for people. The wording may change. */
  readonly message: Scalars['String']['output'];
  /** The input field at fault, from `input` down. Null when it is no single field. */
  readonly path?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** The variant that is short. */
  readonly variantId: Scalars['ID']['output'];
  /** How many pieces could be had instead. */
  readonly available: Scalars['Int']['output'];
};

/** The price is no longer the one that the caller agreed to. Its code is `PRICE_CHANGED`. */
export type PriceChanged = UserError & {
  readonly __typename?: 'PriceChanged';
  /** What went wrong, stable for programs. */
  readonly code: UserErrorCode;
  /** What went wrong, for people. The wording may change. */
  readonly message: Scalars['String']['output'];
  /** The input field at fault, from `input` down. Null when it is no single field. */
  readonly path?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** The total that the caller expected. */
  readonly expected: Money;
  /** The total as it is now. */
  readonly actual: Money;
};

/** Somebody else changed the object first. Its code is `CONFLICT`. */
export type VersionConflict = UserError & {
  readonly __typename?: 'VersionConflict';
  /** What went wrong, stable for programs. */
  readonly code: UserErrorCode;
  /** What went wrong, for people. The wording may change. */
  readonly message: Scalars['String']['output'];
  /** The input field at fault, from `input` down. Null when it is no single field. */
  readonly path?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** The version as it is now: read the object again and repeat the change on top of it. */
  readonly currentVersion: Scalars['Int']['output'];
};

/** Every reason for which a mutation may be refused. */
export type UserErrorCode =
  /** A value of the input breaks a stated limit. */
  | 'INVALID'
  /** The object does not exist, or is none of the caller's business. */
  | 'NOT_FOUND'
  /** The object changed, or a unique name is taken. */
  | 'CONFLICT'
  /** Another account uses this e-mail address. */
  | 'EMAIL_TAKEN'
  /** E-mail address and password do not belong together, or a token is not valid any more. */
  | 'INVALID_CREDENTIALS'
  /** The account asks for a one-time password. */
  | 'OTP_REQUIRED'
  /** The password is too short or too easily guessed. */
  | 'WEAK_PASSWORD'
  /** Fewer pieces are left than were asked for. */
  | 'INSUFFICIENT_STOCK'
  /** The price is no longer the expected one. */
  | 'PRICE_CHANGED'
  /** The payment provider declined. */
  | 'PAYMENT_DECLINED'
  /** The object's state does not allow this. */
  | 'ILLEGAL_STATE'
  /** A bound is reached: lines in a cart, quantity of a line, variants of a product. */
  | 'LIMIT_REACHED'
  /** This idempotency key was used with another input. */
  | 'IDEMPOTENCY_KEY_REUSED'
  /** A request with this idempotency key is still running: repeat it later. */
  | 'IDEMPOTENCY_IN_PROGRESS';



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  Product: Product;
  ProductVariant: ProductVariant;
  Category: Category;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Product:
    ( { __typename: 'Product' }
    & GraphQLRecursivePick<FederationTypes['Product'], {"id":true}> );
  ProductVariant:
    ( { __typename: 'ProductVariant' }
    & GraphQLRecursivePick<FederationTypes['ProductVariant'], {"id":true}> );
  Category:
    ( { __typename: 'Category' }
    & GraphQLRecursivePick<FederationTypes['Category'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  User: ResolverTypeWrapper<User>;
  Product: ResolverTypeWrapper<StoredProduct>;
  ProductStatus: ProductStatus;
  PriceRange: ResolverTypeWrapper<Omit<PriceRange, 'min' | 'max'> & { min: ResolversTypes['Money'], max: ResolversTypes['Money'] }>;
  ProductVariant: ResolverTypeWrapper<StoredVariant>;
  Availability: Availability;
  Category: ResolverTypeWrapper<StoredCategory>;
  StockLevel: ResolverTypeWrapper<StoredVariant>;
  StockMovement: ResolverTypeWrapper<Movement>;
  StockMovementReason: StockMovementReason;
  ProductConnection: ResolverTypeWrapper<ProductList>;
  ProductEdge: ResolverTypeWrapper<Omit<ProductEdge, 'node'> & { node: ResolversTypes['Product'] }>;
  CategoryConnection: ResolverTypeWrapper<CategoryList>;
  CategoryEdge: ResolverTypeWrapper<Omit<CategoryEdge, 'node'> & { node: ResolversTypes['Category'] }>;
  StockMovementConnection: ResolverTypeWrapper<MovementList>;
  StockMovementEdge: ResolverTypeWrapper<Omit<StockMovementEdge, 'node'> & { node: ResolversTypes['StockMovement'] }>;
  ProductWhere: ProductWhere;
  ProductPriceWhere: ProductPriceWhere;
  ProductSort: ProductSort;
  ProductSortField: ProductSortField;
  SortDirection: SortDirection;
  ProductCreateInput: ProductCreateInput;
  ProductVariantInput: ProductVariantInput;
  ProductCreatePayload: ResolverTypeWrapper<Omit<ProductCreatePayload, 'product' | 'userErrors'> & { product?: Maybe<ResolversTypes['Product']>, userErrors: ReadonlyArray<ResolversTypes['UserError']> }>;
  ProductUpdateInput: ProductUpdateInput;
  ProductUpdatePayload: ResolverTypeWrapper<Omit<ProductUpdatePayload, 'product' | 'userErrors'> & { product?: Maybe<ResolversTypes['Product']>, userErrors: ReadonlyArray<ResolversTypes['UserError']> }>;
  ProductPublishInput: ProductPublishInput;
  ProductPublishPayload: ResolverTypeWrapper<Omit<ProductPublishPayload, 'product' | 'userErrors'> & { product?: Maybe<ResolversTypes['Product']>, userErrors: ReadonlyArray<ResolversTypes['UserError']> }>;
  ProductArchiveInput: ProductArchiveInput;
  ProductArchivePayload: ResolverTypeWrapper<Omit<ProductArchivePayload, 'product' | 'userErrors'> & { product?: Maybe<ResolversTypes['Product']>, userErrors: ReadonlyArray<ResolversTypes['UserError']> }>;
  VariantCreateInput: VariantCreateInput;
  VariantCreatePayload: ResolverTypeWrapper<Omit<VariantCreatePayload, 'variant' | 'userErrors'> & { variant?: Maybe<ResolversTypes['ProductVariant']>, userErrors: ReadonlyArray<ResolversTypes['UserError']> }>;
  VariantUpdateInput: VariantUpdateInput;
  VariantUpdatePayload: ResolverTypeWrapper<Omit<VariantUpdatePayload, 'variant' | 'userErrors'> & { variant?: Maybe<ResolversTypes['ProductVariant']>, userErrors: ReadonlyArray<ResolversTypes['UserError']> }>;
  CategoryCreateInput: CategoryCreateInput;
  CategoryCreatePayload: ResolverTypeWrapper<Omit<CategoryCreatePayload, 'category' | 'userErrors'> & { category?: Maybe<ResolversTypes['Category']>, userErrors: ReadonlyArray<ResolversTypes['UserError']> }>;
  CategoryUpdateInput: CategoryUpdateInput;
  CategoryUpdatePayload: ResolverTypeWrapper<Omit<CategoryUpdatePayload, 'category' | 'userErrors'> & { category?: Maybe<ResolversTypes['Category']>, userErrors: ReadonlyArray<ResolversTypes['UserError']> }>;
  StockAdjustInput: StockAdjustInput;
  StockAdjustReason: StockAdjustReason;
  StockAdjustPayload: ResolverTypeWrapper<Omit<StockAdjustPayload, 'variant' | 'userErrors'> & { variant?: Maybe<ResolversTypes['ProductVariant']>, userErrors: ReadonlyArray<ResolversTypes['UserError']> }>;
  StockLineInput: StockLineInput;
  VariantQuote: ResolverTypeWrapper<Quote>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  StockReserveInput: StockReserveInput;
  StockReservePayload: ResolverTypeWrapper<Omit<StockReservePayload, 'reservation' | 'userErrors'> & { reservation?: Maybe<ResolversTypes['StockReservation']>, userErrors: ReadonlyArray<ResolversTypes['UserError']> }>;
  StockCommitInput: StockCommitInput;
  StockCommitPayload: ResolverTypeWrapper<Omit<StockCommitPayload, 'reservation' | 'userErrors'> & { reservation?: Maybe<ResolversTypes['StockReservation']>, userErrors: ReadonlyArray<ResolversTypes['UserError']> }>;
  StockReleaseInput: StockReleaseInput;
  StockReleasePayload: ResolverTypeWrapper<Omit<StockReleasePayload, 'reservation' | 'userErrors'> & { reservation?: Maybe<ResolversTypes['StockReservation']>, userErrors: ReadonlyArray<ResolversTypes['UserError']> }>;
  StockReservation: ResolverTypeWrapper<Reservation>;
  StockReservationStatus: StockReservationStatus;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  URL: ResolverTypeWrapper<Scalars['URL']['output']>;
  EmailAddress: ResolverTypeWrapper<Scalars['EmailAddress']['output']>;
  SafeInt: ResolverTypeWrapper<Scalars['SafeInt']['output']>;
  CurrencyCode: ResolverTypeWrapper<Scalars['CurrencyCode']['output']>;
  CountryCode: ResolverTypeWrapper<Scalars['CountryCode']['output']>;
  Money: ResolverTypeWrapper<Price>;
  MoneyInput: MoneyInput;
  Address: ResolverTypeWrapper<Address>;
  AddressInput: AddressInput;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  TaxClass: TaxClass;
  UserError: ResolverTypeWrapper<UserErrorEntry>;
  GeneralUserError: ResolverTypeWrapper<GeneralUserError>;
  InsufficientStock: ResolverTypeWrapper<InsufficientStock>;
  PriceChanged: ResolverTypeWrapper<Omit<PriceChanged, 'expected' | 'actual'> & { expected: ResolversTypes['Money'], actual: ResolversTypes['Money'] }>;
  VersionConflict: ResolverTypeWrapper<VersionConflict>;
  UserErrorCode: UserErrorCode;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Query: Record<PropertyKey, never>;
  ID: Scalars['ID']['output'];
  String: Scalars['String']['output'];
  Int: Scalars['Int']['output'];
  Mutation: Record<PropertyKey, never>;
  User: User;
  Product: StoredProduct;
  PriceRange: Omit<PriceRange, 'min' | 'max'> & { min: ResolversParentTypes['Money'], max: ResolversParentTypes['Money'] };
  ProductVariant: StoredVariant;
  Category: StoredCategory;
  StockLevel: StoredVariant;
  StockMovement: Movement;
  ProductConnection: ProductList;
  ProductEdge: Omit<ProductEdge, 'node'> & { node: ResolversParentTypes['Product'] };
  CategoryConnection: CategoryList;
  CategoryEdge: Omit<CategoryEdge, 'node'> & { node: ResolversParentTypes['Category'] };
  StockMovementConnection: MovementList;
  StockMovementEdge: Omit<StockMovementEdge, 'node'> & { node: ResolversParentTypes['StockMovement'] };
  ProductWhere: ProductWhere;
  ProductPriceWhere: ProductPriceWhere;
  ProductSort: ProductSort;
  ProductCreateInput: ProductCreateInput;
  ProductVariantInput: ProductVariantInput;
  ProductCreatePayload: Omit<ProductCreatePayload, 'product' | 'userErrors'> & { product?: Maybe<ResolversParentTypes['Product']>, userErrors: ReadonlyArray<ResolversParentTypes['UserError']> };
  ProductUpdateInput: ProductUpdateInput;
  ProductUpdatePayload: Omit<ProductUpdatePayload, 'product' | 'userErrors'> & { product?: Maybe<ResolversParentTypes['Product']>, userErrors: ReadonlyArray<ResolversParentTypes['UserError']> };
  ProductPublishInput: ProductPublishInput;
  ProductPublishPayload: Omit<ProductPublishPayload, 'product' | 'userErrors'> & { product?: Maybe<ResolversParentTypes['Product']>, userErrors: ReadonlyArray<ResolversParentTypes['UserError']> };
  ProductArchiveInput: ProductArchiveInput;
  ProductArchivePayload: Omit<ProductArchivePayload, 'product' | 'userErrors'> & { product?: Maybe<ResolversParentTypes['Product']>, userErrors: ReadonlyArray<ResolversParentTypes['UserError']> };
  VariantCreateInput: VariantCreateInput;
  VariantCreatePayload: Omit<VariantCreatePayload, 'variant' | 'userErrors'> & { variant?: Maybe<ResolversParentTypes['ProductVariant']>, userErrors: ReadonlyArray<ResolversParentTypes['UserError']> };
  VariantUpdateInput: VariantUpdateInput;
  VariantUpdatePayload: Omit<VariantUpdatePayload, 'variant' | 'userErrors'> & { variant?: Maybe<ResolversParentTypes['ProductVariant']>, userErrors: ReadonlyArray<ResolversParentTypes['UserError']> };
  CategoryCreateInput: CategoryCreateInput;
  CategoryCreatePayload: Omit<CategoryCreatePayload, 'category' | 'userErrors'> & { category?: Maybe<ResolversParentTypes['Category']>, userErrors: ReadonlyArray<ResolversParentTypes['UserError']> };
  CategoryUpdateInput: CategoryUpdateInput;
  CategoryUpdatePayload: Omit<CategoryUpdatePayload, 'category' | 'userErrors'> & { category?: Maybe<ResolversParentTypes['Category']>, userErrors: ReadonlyArray<ResolversParentTypes['UserError']> };
  StockAdjustInput: StockAdjustInput;
  StockAdjustPayload: Omit<StockAdjustPayload, 'variant' | 'userErrors'> & { variant?: Maybe<ResolversParentTypes['ProductVariant']>, userErrors: ReadonlyArray<ResolversParentTypes['UserError']> };
  StockLineInput: StockLineInput;
  VariantQuote: Quote;
  Boolean: Scalars['Boolean']['output'];
  StockReserveInput: StockReserveInput;
  StockReservePayload: Omit<StockReservePayload, 'reservation' | 'userErrors'> & { reservation?: Maybe<ResolversParentTypes['StockReservation']>, userErrors: ReadonlyArray<ResolversParentTypes['UserError']> };
  StockCommitInput: StockCommitInput;
  StockCommitPayload: Omit<StockCommitPayload, 'reservation' | 'userErrors'> & { reservation?: Maybe<ResolversParentTypes['StockReservation']>, userErrors: ReadonlyArray<ResolversParentTypes['UserError']> };
  StockReleaseInput: StockReleaseInput;
  StockReleasePayload: Omit<StockReleasePayload, 'reservation' | 'userErrors'> & { reservation?: Maybe<ResolversParentTypes['StockReservation']>, userErrors: ReadonlyArray<ResolversParentTypes['UserError']> };
  StockReservation: Reservation;
  DateTime: Scalars['DateTime']['output'];
  URL: Scalars['URL']['output'];
  EmailAddress: Scalars['EmailAddress']['output'];
  SafeInt: Scalars['SafeInt']['output'];
  CurrencyCode: Scalars['CurrencyCode']['output'];
  CountryCode: Scalars['CountryCode']['output'];
  Money: Price;
  MoneyInput: MoneyInput;
  Address: Address;
  AddressInput: AddressInput;
  PageInfo: PageInfo;
  UserError: UserErrorEntry;
  GeneralUserError: GeneralUserError;
  InsufficientStock: InsufficientStock;
  PriceChanged: Omit<PriceChanged, 'expected' | 'actual'> & { expected: ResolversParentTypes['Money'], actual: ResolversParentTypes['Money'] };
  VersionConflict: VersionConflict;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  me?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType, Partial<QueryProductArgs>>;
  products?: Resolver<Maybe<ResolversTypes['ProductConnection']>, ParentType, ContextType, RequireFields<QueryProductsArgs, 'first'>>;
  variant?: Resolver<Maybe<ResolversTypes['ProductVariant']>, ParentType, ContextType, Partial<QueryVariantArgs>>;
  categories?: Resolver<Maybe<ResolversTypes['CategoryConnection']>, ParentType, ContextType, RequireFields<QueryCategoriesArgs, 'first'>>;
  variantsQuote?: Resolver<Maybe<ReadonlyArray<Maybe<ResolversTypes['VariantQuote']>>>, ParentType, ContextType, RequireFields<QueryVariantsQuoteArgs, 'lines' | 'currency'>>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  productCreate?: Resolver<Maybe<ResolversTypes['ProductCreatePayload']>, ParentType, ContextType, RequireFields<MutationProductCreateArgs, 'input'>>;
  productUpdate?: Resolver<Maybe<ResolversTypes['ProductUpdatePayload']>, ParentType, ContextType, RequireFields<MutationProductUpdateArgs, 'input'>>;
  productPublish?: Resolver<Maybe<ResolversTypes['ProductPublishPayload']>, ParentType, ContextType, RequireFields<MutationProductPublishArgs, 'input'>>;
  productArchive?: Resolver<Maybe<ResolversTypes['ProductArchivePayload']>, ParentType, ContextType, RequireFields<MutationProductArchiveArgs, 'input'>>;
  variantCreate?: Resolver<Maybe<ResolversTypes['VariantCreatePayload']>, ParentType, ContextType, RequireFields<MutationVariantCreateArgs, 'input'>>;
  variantUpdate?: Resolver<Maybe<ResolversTypes['VariantUpdatePayload']>, ParentType, ContextType, RequireFields<MutationVariantUpdateArgs, 'input'>>;
  categoryCreate?: Resolver<Maybe<ResolversTypes['CategoryCreatePayload']>, ParentType, ContextType, RequireFields<MutationCategoryCreateArgs, 'input'>>;
  categoryUpdate?: Resolver<Maybe<ResolversTypes['CategoryUpdatePayload']>, ParentType, ContextType, RequireFields<MutationCategoryUpdateArgs, 'input'>>;
  stockAdjust?: Resolver<Maybe<ResolversTypes['StockAdjustPayload']>, ParentType, ContextType, RequireFields<MutationStockAdjustArgs, 'input'>>;
  stockReserve?: Resolver<Maybe<ResolversTypes['StockReservePayload']>, ParentType, ContextType, RequireFields<MutationStockReserveArgs, 'input'>>;
  stockCommit?: Resolver<Maybe<ResolversTypes['StockCommitPayload']>, ParentType, ContextType, RequireFields<MutationStockCommitArgs, 'input'>>;
  stockRelease?: Resolver<Maybe<ResolversTypes['StockReleasePayload']>, ParentType, ContextType, RequireFields<MutationStockReleaseArgs, 'input'>>;
};

export type UserResolvers<ContextType = Context, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type ProductResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Product'] = ResolversParentTypes['Product'], FederationReferenceType extends FederationReferenceTypes['Product'] = FederationReferenceTypes['Product']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Product']>, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  slug?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ProductStatus'], ParentType, ContextType>;
  categories?: Resolver<ReadonlyArray<ResolversTypes['Category']>, ParentType, ContextType>;
  variants?: Resolver<ReadonlyArray<ResolversTypes['ProductVariant']>, ParentType, ContextType>;
  priceRange?: Resolver<Maybe<ResolversTypes['PriceRange']>, ParentType, ContextType, Partial<ProductPriceRangeArgs>>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PriceRangeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PriceRange'] = ResolversParentTypes['PriceRange']> = {
  min?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  max?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type ProductVariantResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductVariant'] = ResolversParentTypes['ProductVariant'], FederationReferenceType extends FederationReferenceTypes['ProductVariant'] = FederationReferenceTypes['ProductVariant']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['ProductVariant']>, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  sku?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  price?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType, Partial<ProductVariantPriceArgs>>;
  prices?: Resolver<ReadonlyArray<ResolversTypes['Money']>, ParentType, ContextType>;
  availability?: Resolver<ResolversTypes['Availability'], ParentType, ContextType>;
  product?: Resolver<ResolversTypes['Product'], ParentType, ContextType>;
  stock?: Resolver<Maybe<ResolversTypes['StockLevel']>, ParentType, ContextType>;
  stockMovements?: Resolver<Maybe<ResolversTypes['StockMovementConnection']>, ParentType, ContextType, RequireFields<ProductVariantStockMovementsArgs, 'first'>>;
  weightGrams?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  taxClass?: Resolver<ResolversTypes['TaxClass'], ParentType, ContextType>;
  cost?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
};

export type CategoryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Category'] = ResolversParentTypes['Category'], FederationReferenceType extends FederationReferenceTypes['Category'] = FederationReferenceTypes['Category']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Category']>, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  slug?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  products?: Resolver<Maybe<ResolversTypes['ProductConnection']>, ParentType, ContextType, RequireFields<CategoryProductsArgs, 'first'>>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type StockLevelResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StockLevel'] = ResolversParentTypes['StockLevel']> = {
  onHand?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reserved?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  available?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type StockMovementResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StockMovement'] = ResolversParentTypes['StockMovement']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['StockMovementReason'], ParentType, ContextType>;
  onHandDelta?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reservedDelta?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  orderId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  actor?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type ProductConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductConnection'] = ResolversParentTypes['ProductConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ProductEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Product']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type ProductEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductEdge'] = ResolversParentTypes['ProductEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Product'], ParentType, ContextType>;
};

export type CategoryConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CategoryConnection'] = ResolversParentTypes['CategoryConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['CategoryEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Category']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type CategoryEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CategoryEdge'] = ResolversParentTypes['CategoryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Category'], ParentType, ContextType>;
};

export type StockMovementConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StockMovementConnection'] = ResolversParentTypes['StockMovementConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['StockMovementEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['StockMovement']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type StockMovementEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StockMovementEdge'] = ResolversParentTypes['StockMovementEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['StockMovement'], ParentType, ContextType>;
};

export type ProductCreatePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductCreatePayload'] = ResolversParentTypes['ProductCreatePayload']> = {
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ProductUpdatePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductUpdatePayload'] = ResolversParentTypes['ProductUpdatePayload']> = {
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ProductPublishPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductPublishPayload'] = ResolversParentTypes['ProductPublishPayload']> = {
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ProductArchivePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductArchivePayload'] = ResolversParentTypes['ProductArchivePayload']> = {
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type VariantCreatePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VariantCreatePayload'] = ResolversParentTypes['VariantCreatePayload']> = {
  variant?: Resolver<Maybe<ResolversTypes['ProductVariant']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type VariantUpdatePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VariantUpdatePayload'] = ResolversParentTypes['VariantUpdatePayload']> = {
  variant?: Resolver<Maybe<ResolversTypes['ProductVariant']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CategoryCreatePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CategoryCreatePayload'] = ResolversParentTypes['CategoryCreatePayload']> = {
  category?: Resolver<Maybe<ResolversTypes['Category']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CategoryUpdatePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CategoryUpdatePayload'] = ResolversParentTypes['CategoryUpdatePayload']> = {
  category?: Resolver<Maybe<ResolversTypes['Category']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type StockAdjustPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StockAdjustPayload'] = ResolversParentTypes['StockAdjustPayload']> = {
  variant?: Resolver<Maybe<ResolversTypes['ProductVariant']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type VariantQuoteResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VariantQuote'] = ResolversParentTypes['VariantQuote']> = {
  variantId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  productId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  productName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  variantName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sku?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  weightGrams?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  taxClass?: Resolver<ResolversTypes['TaxClass'], ParentType, ContextType>;
  unitPrice?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  available?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  onSale?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  sellable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type StockReservePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StockReservePayload'] = ResolversParentTypes['StockReservePayload']> = {
  reservation?: Resolver<Maybe<ResolversTypes['StockReservation']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type StockCommitPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StockCommitPayload'] = ResolversParentTypes['StockCommitPayload']> = {
  reservation?: Resolver<Maybe<ResolversTypes['StockReservation']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type StockReleasePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StockReleasePayload'] = ResolversParentTypes['StockReleasePayload']> = {
  reservation?: Resolver<Maybe<ResolversTypes['StockReservation']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type StockReservationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StockReservation'] = ResolversParentTypes['StockReservation']> = {
  orderId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['StockReservationStatus'], ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface UrlScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['URL'], any> {
  name: 'URL';
}

export interface EmailAddressScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['EmailAddress'], any> {
  name: 'EmailAddress';
}

export interface SafeIntScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['SafeInt'], any> {
  name: 'SafeInt';
}

export interface CurrencyCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CurrencyCode'], any> {
  name: 'CurrencyCode';
}

export interface CountryCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CountryCode'], any> {
  name: 'CountryCode';
}

export type MoneyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  minor?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type AddressResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Address'] = ResolversParentTypes['Address']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  line1?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  line2?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  city?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  region?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  postalCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  country?: Resolver<ResolversTypes['CountryCode'], ParentType, ContextType>;
  phone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  __resolveType: TypeResolveFn<'GeneralUserError' | 'InsufficientStock' | 'PriceChanged' | 'VersionConflict', ParentType, ContextType>;
};

export type GeneralUserErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['GeneralUserError'] = ResolversParentTypes['GeneralUserError']> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InsufficientStockResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InsufficientStock'] = ResolversParentTypes['InsufficientStock']> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  variantId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  available?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PriceChangedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PriceChanged'] = ResolversParentTypes['PriceChanged']> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  expected?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  actual?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type VersionConflictResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VersionConflict'] = ResolversParentTypes['VersionConflict']> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  currentVersion?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  Query?: QueryResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  User?: UserResolvers<ContextType>;
  Product?: ProductResolvers<ContextType>;
  PriceRange?: PriceRangeResolvers<ContextType>;
  ProductVariant?: ProductVariantResolvers<ContextType>;
  Category?: CategoryResolvers<ContextType>;
  StockLevel?: StockLevelResolvers<ContextType>;
  StockMovement?: StockMovementResolvers<ContextType>;
  ProductConnection?: ProductConnectionResolvers<ContextType>;
  ProductEdge?: ProductEdgeResolvers<ContextType>;
  CategoryConnection?: CategoryConnectionResolvers<ContextType>;
  CategoryEdge?: CategoryEdgeResolvers<ContextType>;
  StockMovementConnection?: StockMovementConnectionResolvers<ContextType>;
  StockMovementEdge?: StockMovementEdgeResolvers<ContextType>;
  ProductCreatePayload?: ProductCreatePayloadResolvers<ContextType>;
  ProductUpdatePayload?: ProductUpdatePayloadResolvers<ContextType>;
  ProductPublishPayload?: ProductPublishPayloadResolvers<ContextType>;
  ProductArchivePayload?: ProductArchivePayloadResolvers<ContextType>;
  VariantCreatePayload?: VariantCreatePayloadResolvers<ContextType>;
  VariantUpdatePayload?: VariantUpdatePayloadResolvers<ContextType>;
  CategoryCreatePayload?: CategoryCreatePayloadResolvers<ContextType>;
  CategoryUpdatePayload?: CategoryUpdatePayloadResolvers<ContextType>;
  StockAdjustPayload?: StockAdjustPayloadResolvers<ContextType>;
  VariantQuote?: VariantQuoteResolvers<ContextType>;
  StockReservePayload?: StockReservePayloadResolvers<ContextType>;
  StockCommitPayload?: StockCommitPayloadResolvers<ContextType>;
  StockReleasePayload?: StockReleasePayloadResolvers<ContextType>;
  StockReservation?: StockReservationResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  URL?: GraphQLScalarType;
  EmailAddress?: GraphQLScalarType;
  SafeInt?: GraphQLScalarType;
  CurrencyCode?: GraphQLScalarType;
  CountryCode?: GraphQLScalarType;
  Money?: MoneyResolvers<ContextType>;
  Address?: AddressResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  GeneralUserError?: GeneralUserErrorResolvers<ContextType>;
  InsufficientStock?: InsufficientStockResolvers<ContextType>;
  PriceChanged?: PriceChangedResolvers<ContextType>;
  VersionConflict?: VersionConflictResolvers<ContextType>;
};
