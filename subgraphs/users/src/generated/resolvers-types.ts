// Written by `npm run generate --workspace @supermarket/schema`. Do not edit.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { UserReference } from '../account/account.ts';
import type { UserPage } from '../account/list-users.ts';
import type { SeenSession, SessionPage } from '../session/session.ts';
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
  /** One user by id. Staff only. */
  readonly user?: Maybe<User>;
  /** All users, newest first. Staff only. */
  readonly users?: Maybe<UserConnection>;
};


/** What can be asked. Every field is nullable: a fault blanks that field and no other. */
export type QueryUserArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. Every field is nullable: a fault blanks that field and no other. */
export type QueryUsersArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  search?: InputMaybe<Scalars['String']['input']>;
};

/** What can be changed. Fields of one request run one after another. */
export type Mutation = {
  readonly __typename?: 'Mutation';
  /** Opens an account and signs it in. */
  readonly userRegister?: Maybe<UserRegisterPayload>;
  /** Signs in. Wrong credentials are one user error, whichever part was wrong. */
  readonly userLogin?: Maybe<UserLoginPayload>;
  /** Exchanges a refresh token for new tokens. The old one is used up, except for a grace of 10 s in which a replay gets the same answer; replayed later, it revokes the session. */
  readonly sessionRefresh?: Maybe<SessionRefreshPayload>;
  /** Ends one of the caller's own sessions. */
  readonly sessionRevoke?: Maybe<SessionRevokePayload>;
  /** Ends the session that makes this request. */
  readonly userLogout?: Maybe<UserLogoutPayload>;
  /** Ends every session of the caller, this one included. */
  readonly userLogoutEverywhere?: Maybe<UserLogoutEverywherePayload>;
  /** Changes the caller's own profile. */
  readonly userUpdate?: Maybe<UserUpdatePayload>;
  /** Changes the caller's own password and ends every other session. */
  readonly userPasswordChange?: Maybe<UserPasswordChangePayload>;
  /** Deletes the caller's own account for good and ends its sessions. Orders stay, without personal data. */
  readonly userDelete?: Maybe<UserDeletePayload>;
  /** Sets the roles of a user, whose sessions learn of it with their next token. Administrators only; the last administrator cannot be demoted. */
  readonly userRolesUpdate?: Maybe<UserRolesUpdatePayload>;
};


/** What can be changed. Fields of one request run one after another. */
export type MutationUserRegisterArgs = {
  input: UserRegisterInput;
};


/** What can be changed. Fields of one request run one after another. */
export type MutationUserLoginArgs = {
  input: UserLoginInput;
};


/** What can be changed. Fields of one request run one after another. */
export type MutationSessionRefreshArgs = {
  input: SessionRefreshInput;
};


/** What can be changed. Fields of one request run one after another. */
export type MutationSessionRevokeArgs = {
  input: SessionRevokeInput;
};


/** What can be changed. Fields of one request run one after another. */
export type MutationUserUpdateArgs = {
  input: UserUpdateInput;
};


/** What can be changed. Fields of one request run one after another. */
export type MutationUserPasswordChangeArgs = {
  input: UserPasswordChangeInput;
};


/** What can be changed. Fields of one request run one after another. */
export type MutationUserDeleteArgs = {
  input: UserDeleteInput;
};


/** What can be changed. Fields of one request run one after another. */
export type MutationUserRolesUpdateArgs = {
  input: UserRolesUpdateInput;
};

/** A person with an account. What the caller may not see of somebody else is null. */
export type User = {
  readonly __typename?: 'User';
  /** Id of the user (`usr_…`). */
  readonly id: Scalars['ID']['output'];
  /** E-mail address for signing in. The owner and administrators see it. */
  readonly email?: Maybe<Scalars['EmailAddress']['output']>;
  /** Name to show. The owner and staff see it. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** What the user may do. The owner and staff see it. */
  readonly roles?: Maybe<ReadonlyArray<Role>>;
  /** When the account was opened. The owner and administrators see it. */
  readonly createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** Where the user is signed in, last used first; ended and expired sessions are left out. The owner and administrators see it. */
  readonly sessions?: Maybe<SessionConnection>;
};


/** A person with an account. What the caller may not see of somebody else is null. */
export type UserSessionsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** What a user may do. A higher role includes the lower ones. */
export type Role =
  /** Buys. */
  | 'CUSTOMER'
  /** Runs catalogue, stock and orders. */
  | 'STAFF'
  /** Staff who also manages users. */
  | 'ADMIN';

/** A page of users. */
export type UserConnection = {
  readonly __typename?: 'UserConnection';
  /** The page's entries with their cursors. */
  readonly edges: ReadonlyArray<UserEdge>;
  /** The page's users. */
  readonly nodes: ReadonlyArray<User>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
  /** How many users match in all; null beyond 10,000 matches of a search. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A user in a page. */
export type UserEdge = {
  readonly __typename?: 'UserEdge';
  /** Where the entry stands; opaque. */
  readonly cursor: Scalars['String']['output'];
  /** The user. */
  readonly node: User;
};

/** One place where a user is signed in. */
export type Session = {
  readonly __typename?: 'Session';
  /** Id of the session (`ses_…`). */
  readonly id: Scalars['ID']['output'];
  /** Whether this request is made by this session. */
  readonly current: Scalars['Boolean']['output'];
  /** The client as it named itself when it signed in, shortened to 200 characters. */
  readonly device?: Maybe<Scalars['String']['output']>;
  /** When it signed in. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** When it last asked for tokens. */
  readonly lastUsedAt: Scalars['DateTime']['output'];
  /** When it ends unless it is used again. */
  readonly expiresAt: Scalars['DateTime']['output'];
};

/** A page of sessions. */
export type SessionConnection = {
  readonly __typename?: 'SessionConnection';
  /** The page's entries with their cursors. */
  readonly edges: ReadonlyArray<SessionEdge>;
  /** The page's sessions. */
  readonly nodes: ReadonlyArray<Session>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
  /** How many sessions there are. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A session in a page. */
export type SessionEdge = {
  readonly __typename?: 'SessionEdge';
  /** Where the entry stands; opaque. */
  readonly cursor: Scalars['String']['output'];
  /** The session. */
  readonly node: Session;
};

/** The tokens of a session. All of them are null in cookie mode, where they travel as cookies that scripts cannot read. */
export type AuthTokens = {
  readonly __typename?: 'AuthTokens';
  /** Sent as `Authorization: Bearer …`. Valid for 10 minutes. */
  readonly accessToken?: Maybe<Scalars['String']['output']>;
  /** When the access token expires. */
  readonly accessTokenExpiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** Exchanged for new tokens by `sessionRefresh`; used up by that. */
  readonly refreshToken?: Maybe<Scalars['String']['output']>;
  /** When the refresh token expires. */
  readonly refreshTokenExpiresAt?: Maybe<Scalars['DateTime']['output']>;
};

/** Who registers. */
export type UserRegisterInput = {
  /** E-mail address for signing in. */
  readonly email: Scalars['EmailAddress']['input'];
  /** Password: 8 to 128 characters, none of the commonly used ones. */
  readonly password: Scalars['String']['input'];
  /** Name to show: 1 to 100 characters. */
  readonly name: Scalars['String']['input'];
};

/** The new account. */
export type UserRegisterPayload = {
  readonly __typename?: 'UserRegisterPayload';
  /** The account; null when refused. */
  readonly user?: Maybe<User>;
  /** Tokens of its first session; null when refused. */
  readonly tokens?: Maybe<AuthTokens>;
  /** Why it was refused; empty when done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Credentials of an account. */
export type UserLoginInput = {
  /** E-mail address of the account. */
  readonly email: Scalars['EmailAddress']['input'];
  /** Its password: at most 128 characters. */
  readonly password: Scalars['String']['input'];
  /** One-time password, for an account that asks for one. */
  readonly otp?: InputMaybe<Scalars['String']['input']>;
};

/** The account that signed in. */
export type UserLoginPayload = {
  readonly __typename?: 'UserLoginPayload';
  /** The account; null when refused. */
  readonly user?: Maybe<User>;
  /** Tokens of the new session; null when refused. */
  readonly tokens?: Maybe<AuthTokens>;
  /** Why it was refused; empty when done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A refresh token. */
export type SessionRefreshInput = {
  /** The refresh token as it was given; left out in cookie mode. */
  readonly refreshToken?: InputMaybe<Scalars['String']['input']>;
};

/** New tokens of a session. */
export type SessionRefreshPayload = {
  readonly __typename?: 'SessionRefreshPayload';
  /** The tokens; null when refused. */
  readonly tokens?: Maybe<AuthTokens>;
  /** Why it was refused; empty when done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A session to be ended. */
export type SessionRevokeInput = {
  /** Id of the session (`ses_…`). */
  readonly sessionId: Scalars['ID']['input'];
};

/** The ended session. */
export type SessionRevokePayload = {
  readonly __typename?: 'SessionRevokePayload';
  /** The session as it was; null when refused. */
  readonly session?: Maybe<Session>;
  /** Why it was refused; empty when done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** The account that signed out. */
export type UserLogoutPayload = {
  readonly __typename?: 'UserLogoutPayload';
  /** The account; null when refused. */
  readonly user?: Maybe<User>;
  /** Why it was refused; empty when done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** The account that signed out everywhere. */
export type UserLogoutEverywherePayload = {
  readonly __typename?: 'UserLogoutEverywherePayload';
  /** The account; null when refused. */
  readonly user?: Maybe<User>;
  /** How many sessions were ended; null when refused. */
  readonly sessionsRevoked?: Maybe<Scalars['Int']['output']>;
  /** Why it was refused; empty when done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Changes of a profile. What is left out stays. */
export type UserUpdateInput = {
  /** Name to show: 1 to 100 characters. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
};

/** The changed account. */
export type UserUpdatePayload = {
  readonly __typename?: 'UserUpdatePayload';
  /** The account; null when refused. */
  readonly user?: Maybe<User>;
  /** Why it was refused; empty when done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A change of password. */
export type UserPasswordChangeInput = {
  /** The password until now: at most 128 characters. */
  readonly currentPassword: Scalars['String']['input'];
  /** The password from now on: 8 to 128 characters, none of the commonly used ones. */
  readonly newPassword: Scalars['String']['input'];
};

/** The account with its new password. */
export type UserPasswordChangePayload = {
  readonly __typename?: 'UserPasswordChangePayload';
  /** The account; null when refused. */
  readonly user?: Maybe<User>;
  /** Why it was refused; empty when done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Proof that the owner asks for the deletion. */
export type UserDeleteInput = {
  /** The account's password: at most 128 characters. */
  readonly password: Scalars['String']['input'];
};

/** The deleted account. */
export type UserDeletePayload = {
  readonly __typename?: 'UserDeletePayload';
  /** Id of the account that is gone; null when refused. */
  readonly userId?: Maybe<Scalars['ID']['output']>;
  /** Why it was refused; empty when done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** The roles that a user shall have. */
export type UserRolesUpdateInput = {
  /** Id of the user (`usr_…`). */
  readonly userId: Scalars['ID']['input'];
  /** The whole set of roles: 1 to 3, without repetition. */
  readonly roles: ReadonlyArray<Role>;
};

/** The user with the new roles. */
export type UserRolesUpdatePayload = {
  readonly __typename?: 'UserRolesUpdatePayload';
  /** The user; null when refused. */
  readonly user?: Maybe<User>;
  /** Why it was refused; empty when done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

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
  User: User;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  User:
    ( { __typename: 'User' }
    & GraphQLRecursivePick<FederationTypes['User'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  User: ResolverTypeWrapper<UserReference>;
  Role: Role;
  UserConnection: ResolverTypeWrapper<UserPage>;
  UserEdge: ResolverTypeWrapper<Omit<UserEdge, 'node'> & { node: ResolversTypes['User'] }>;
  Session: ResolverTypeWrapper<SeenSession>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  SessionConnection: ResolverTypeWrapper<SessionPage>;
  SessionEdge: ResolverTypeWrapper<Omit<SessionEdge, 'node'> & { node: ResolversTypes['Session'] }>;
  AuthTokens: ResolverTypeWrapper<AuthTokens>;
  UserRegisterInput: UserRegisterInput;
  UserRegisterPayload: ResolverTypeWrapper<Omit<UserRegisterPayload, 'user' | 'userErrors'> & { user?: Maybe<ResolversTypes['User']>, userErrors: ReadonlyArray<ResolversTypes['UserError']> }>;
  UserLoginInput: UserLoginInput;
  UserLoginPayload: ResolverTypeWrapper<Omit<UserLoginPayload, 'user' | 'userErrors'> & { user?: Maybe<ResolversTypes['User']>, userErrors: ReadonlyArray<ResolversTypes['UserError']> }>;
  SessionRefreshInput: SessionRefreshInput;
  SessionRefreshPayload: ResolverTypeWrapper<Omit<SessionRefreshPayload, 'userErrors'> & { userErrors: ReadonlyArray<ResolversTypes['UserError']> }>;
  SessionRevokeInput: SessionRevokeInput;
  SessionRevokePayload: ResolverTypeWrapper<Omit<SessionRevokePayload, 'session' | 'userErrors'> & { session?: Maybe<ResolversTypes['Session']>, userErrors: ReadonlyArray<ResolversTypes['UserError']> }>;
  UserLogoutPayload: ResolverTypeWrapper<Omit<UserLogoutPayload, 'user' | 'userErrors'> & { user?: Maybe<ResolversTypes['User']>, userErrors: ReadonlyArray<ResolversTypes['UserError']> }>;
  UserLogoutEverywherePayload: ResolverTypeWrapper<Omit<UserLogoutEverywherePayload, 'user' | 'userErrors'> & { user?: Maybe<ResolversTypes['User']>, userErrors: ReadonlyArray<ResolversTypes['UserError']> }>;
  UserUpdateInput: UserUpdateInput;
  UserUpdatePayload: ResolverTypeWrapper<Omit<UserUpdatePayload, 'user' | 'userErrors'> & { user?: Maybe<ResolversTypes['User']>, userErrors: ReadonlyArray<ResolversTypes['UserError']> }>;
  UserPasswordChangeInput: UserPasswordChangeInput;
  UserPasswordChangePayload: ResolverTypeWrapper<Omit<UserPasswordChangePayload, 'user' | 'userErrors'> & { user?: Maybe<ResolversTypes['User']>, userErrors: ReadonlyArray<ResolversTypes['UserError']> }>;
  UserDeleteInput: UserDeleteInput;
  UserDeletePayload: ResolverTypeWrapper<Omit<UserDeletePayload, 'userErrors'> & { userErrors: ReadonlyArray<ResolversTypes['UserError']> }>;
  UserRolesUpdateInput: UserRolesUpdateInput;
  UserRolesUpdatePayload: ResolverTypeWrapper<Omit<UserRolesUpdatePayload, 'user' | 'userErrors'> & { user?: Maybe<ResolversTypes['User']>, userErrors: ReadonlyArray<ResolversTypes['UserError']> }>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  URL: ResolverTypeWrapper<Scalars['URL']['output']>;
  EmailAddress: ResolverTypeWrapper<Scalars['EmailAddress']['output']>;
  SafeInt: ResolverTypeWrapper<Scalars['SafeInt']['output']>;
  CurrencyCode: ResolverTypeWrapper<Scalars['CurrencyCode']['output']>;
  CountryCode: ResolverTypeWrapper<Scalars['CountryCode']['output']>;
  Money: ResolverTypeWrapper<Money>;
  MoneyInput: MoneyInput;
  Address: ResolverTypeWrapper<Address>;
  AddressInput: AddressInput;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  TaxClass: TaxClass;
  UserError: ResolverTypeWrapper<UserErrorEntry>;
  GeneralUserError: ResolverTypeWrapper<GeneralUserError>;
  InsufficientStock: ResolverTypeWrapper<InsufficientStock>;
  PriceChanged: ResolverTypeWrapper<PriceChanged>;
  VersionConflict: ResolverTypeWrapper<VersionConflict>;
  UserErrorCode: UserErrorCode;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Query: Record<PropertyKey, never>;
  ID: Scalars['ID']['output'];
  Int: Scalars['Int']['output'];
  String: Scalars['String']['output'];
  Mutation: Record<PropertyKey, never>;
  User: UserReference;
  UserConnection: UserPage;
  UserEdge: Omit<UserEdge, 'node'> & { node: ResolversParentTypes['User'] };
  Session: SeenSession;
  Boolean: Scalars['Boolean']['output'];
  SessionConnection: SessionPage;
  SessionEdge: Omit<SessionEdge, 'node'> & { node: ResolversParentTypes['Session'] };
  AuthTokens: AuthTokens;
  UserRegisterInput: UserRegisterInput;
  UserRegisterPayload: Omit<UserRegisterPayload, 'user' | 'userErrors'> & { user?: Maybe<ResolversParentTypes['User']>, userErrors: ReadonlyArray<ResolversParentTypes['UserError']> };
  UserLoginInput: UserLoginInput;
  UserLoginPayload: Omit<UserLoginPayload, 'user' | 'userErrors'> & { user?: Maybe<ResolversParentTypes['User']>, userErrors: ReadonlyArray<ResolversParentTypes['UserError']> };
  SessionRefreshInput: SessionRefreshInput;
  SessionRefreshPayload: Omit<SessionRefreshPayload, 'userErrors'> & { userErrors: ReadonlyArray<ResolversParentTypes['UserError']> };
  SessionRevokeInput: SessionRevokeInput;
  SessionRevokePayload: Omit<SessionRevokePayload, 'session' | 'userErrors'> & { session?: Maybe<ResolversParentTypes['Session']>, userErrors: ReadonlyArray<ResolversParentTypes['UserError']> };
  UserLogoutPayload: Omit<UserLogoutPayload, 'user' | 'userErrors'> & { user?: Maybe<ResolversParentTypes['User']>, userErrors: ReadonlyArray<ResolversParentTypes['UserError']> };
  UserLogoutEverywherePayload: Omit<UserLogoutEverywherePayload, 'user' | 'userErrors'> & { user?: Maybe<ResolversParentTypes['User']>, userErrors: ReadonlyArray<ResolversParentTypes['UserError']> };
  UserUpdateInput: UserUpdateInput;
  UserUpdatePayload: Omit<UserUpdatePayload, 'user' | 'userErrors'> & { user?: Maybe<ResolversParentTypes['User']>, userErrors: ReadonlyArray<ResolversParentTypes['UserError']> };
  UserPasswordChangeInput: UserPasswordChangeInput;
  UserPasswordChangePayload: Omit<UserPasswordChangePayload, 'user' | 'userErrors'> & { user?: Maybe<ResolversParentTypes['User']>, userErrors: ReadonlyArray<ResolversParentTypes['UserError']> };
  UserDeleteInput: UserDeleteInput;
  UserDeletePayload: Omit<UserDeletePayload, 'userErrors'> & { userErrors: ReadonlyArray<ResolversParentTypes['UserError']> };
  UserRolesUpdateInput: UserRolesUpdateInput;
  UserRolesUpdatePayload: Omit<UserRolesUpdatePayload, 'user' | 'userErrors'> & { user?: Maybe<ResolversParentTypes['User']>, userErrors: ReadonlyArray<ResolversParentTypes['UserError']> };
  DateTime: Scalars['DateTime']['output'];
  URL: Scalars['URL']['output'];
  EmailAddress: Scalars['EmailAddress']['output'];
  SafeInt: Scalars['SafeInt']['output'];
  CurrencyCode: Scalars['CurrencyCode']['output'];
  CountryCode: Scalars['CountryCode']['output'];
  Money: Money;
  MoneyInput: MoneyInput;
  Address: Address;
  AddressInput: AddressInput;
  PageInfo: PageInfo;
  UserError: UserErrorEntry;
  GeneralUserError: GeneralUserError;
  InsufficientStock: InsufficientStock;
  PriceChanged: PriceChanged;
  VersionConflict: VersionConflict;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  me?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType, RequireFields<QueryUserArgs, 'id'>>;
  users?: Resolver<Maybe<ResolversTypes['UserConnection']>, ParentType, ContextType, RequireFields<QueryUsersArgs, 'first'>>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  userRegister?: Resolver<Maybe<ResolversTypes['UserRegisterPayload']>, ParentType, ContextType, RequireFields<MutationUserRegisterArgs, 'input'>>;
  userLogin?: Resolver<Maybe<ResolversTypes['UserLoginPayload']>, ParentType, ContextType, RequireFields<MutationUserLoginArgs, 'input'>>;
  sessionRefresh?: Resolver<Maybe<ResolversTypes['SessionRefreshPayload']>, ParentType, ContextType, RequireFields<MutationSessionRefreshArgs, 'input'>>;
  sessionRevoke?: Resolver<Maybe<ResolversTypes['SessionRevokePayload']>, ParentType, ContextType, RequireFields<MutationSessionRevokeArgs, 'input'>>;
  userLogout?: Resolver<Maybe<ResolversTypes['UserLogoutPayload']>, ParentType, ContextType>;
  userLogoutEverywhere?: Resolver<Maybe<ResolversTypes['UserLogoutEverywherePayload']>, ParentType, ContextType>;
  userUpdate?: Resolver<Maybe<ResolversTypes['UserUpdatePayload']>, ParentType, ContextType, RequireFields<MutationUserUpdateArgs, 'input'>>;
  userPasswordChange?: Resolver<Maybe<ResolversTypes['UserPasswordChangePayload']>, ParentType, ContextType, RequireFields<MutationUserPasswordChangeArgs, 'input'>>;
  userDelete?: Resolver<Maybe<ResolversTypes['UserDeletePayload']>, ParentType, ContextType, RequireFields<MutationUserDeleteArgs, 'input'>>;
  userRolesUpdate?: Resolver<Maybe<ResolversTypes['UserRolesUpdatePayload']>, ParentType, ContextType, RequireFields<MutationUserRolesUpdateArgs, 'input'>>;
};

export type UserResolvers<ContextType = Context, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User'], FederationReferenceType extends FederationReferenceTypes['User'] = FederationReferenceTypes['User']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['User']>, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['EmailAddress']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  roles?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Role']>>, ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  sessions?: Resolver<Maybe<ResolversTypes['SessionConnection']>, ParentType, ContextType, RequireFields<UserSessionsArgs, 'first'>>;
};

export type UserConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserConnection'] = ResolversParentTypes['UserConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['UserEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['User']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type UserEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserEdge'] = ResolversParentTypes['UserEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
};

export type SessionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Session'] = ResolversParentTypes['Session']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  current?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  device?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  lastUsedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type SessionConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SessionConnection'] = ResolversParentTypes['SessionConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['SessionEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Session']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type SessionEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SessionEdge'] = ResolversParentTypes['SessionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Session'], ParentType, ContextType>;
};

export type AuthTokensResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuthTokens'] = ResolversParentTypes['AuthTokens']> = {
  accessToken?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  accessTokenExpiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  refreshToken?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  refreshTokenExpiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type UserRegisterPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserRegisterPayload'] = ResolversParentTypes['UserRegisterPayload']> = {
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  tokens?: Resolver<Maybe<ResolversTypes['AuthTokens']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UserLoginPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserLoginPayload'] = ResolversParentTypes['UserLoginPayload']> = {
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  tokens?: Resolver<Maybe<ResolversTypes['AuthTokens']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type SessionRefreshPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SessionRefreshPayload'] = ResolversParentTypes['SessionRefreshPayload']> = {
  tokens?: Resolver<Maybe<ResolversTypes['AuthTokens']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type SessionRevokePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SessionRevokePayload'] = ResolversParentTypes['SessionRevokePayload']> = {
  session?: Resolver<Maybe<ResolversTypes['Session']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UserLogoutPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserLogoutPayload'] = ResolversParentTypes['UserLogoutPayload']> = {
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UserLogoutEverywherePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserLogoutEverywherePayload'] = ResolversParentTypes['UserLogoutEverywherePayload']> = {
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  sessionsRevoked?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UserUpdatePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserUpdatePayload'] = ResolversParentTypes['UserUpdatePayload']> = {
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UserPasswordChangePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserPasswordChangePayload'] = ResolversParentTypes['UserPasswordChangePayload']> = {
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UserDeletePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserDeletePayload'] = ResolversParentTypes['UserDeletePayload']> = {
  userId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UserRolesUpdatePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserRolesUpdatePayload'] = ResolversParentTypes['UserRolesUpdatePayload']> = {
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
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
  UserConnection?: UserConnectionResolvers<ContextType>;
  UserEdge?: UserEdgeResolvers<ContextType>;
  Session?: SessionResolvers<ContextType>;
  SessionConnection?: SessionConnectionResolvers<ContextType>;
  SessionEdge?: SessionEdgeResolvers<ContextType>;
  AuthTokens?: AuthTokensResolvers<ContextType>;
  UserRegisterPayload?: UserRegisterPayloadResolvers<ContextType>;
  UserLoginPayload?: UserLoginPayloadResolvers<ContextType>;
  SessionRefreshPayload?: SessionRefreshPayloadResolvers<ContextType>;
  SessionRevokePayload?: SessionRevokePayloadResolvers<ContextType>;
  UserLogoutPayload?: UserLogoutPayloadResolvers<ContextType>;
  UserLogoutEverywherePayload?: UserLogoutEverywherePayloadResolvers<ContextType>;
  UserUpdatePayload?: UserUpdatePayloadResolvers<ContextType>;
  UserPasswordChangePayload?: UserPasswordChangePayloadResolvers<ContextType>;
  UserDeletePayload?: UserDeletePayloadResolvers<ContextType>;
  UserRolesUpdatePayload?: UserRolesUpdatePayloadResolvers<ContextType>;
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
