CREATE TABLE "user" (
    id text PRIMARY KEY,
    -- Lower case: the same address in another spelling is the same person.
    email text NOT NULL UNIQUE,
    name text NOT NULL,
    is_administrator boolean NOT NULL DEFAULT false,
    password_hash text,
    oidc_issuer text,
    oidc_subject text,
    security_stamp text NOT NULL,
    disabled_at timestamptz,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    last_sign_in_at timestamptz,
    UNIQUE (oidc_issuer, oidc_subject),
    CHECK ((oidc_issuer IS NULL) = (oidc_subject IS NULL))
);

-- The user is no foreign key: with AUTH_BACKEND=none keys belong to the local user, who has no row.
CREATE TABLE user_api_key (
    id text PRIMARY KEY,
    user_id text NOT NULL,
    key_hash text NOT NULL UNIQUE,
    name text,
    scope text NOT NULL CHECK (scope IN ('read', 'write')),
    created_at timestamptz NOT NULL,
    last_used_at timestamptz
);

CREATE INDEX user_api_key_user ON user_api_key (user_id, created_at DESC);

CREATE TABLE account_link (
    id text PRIMARY KEY,
    token_hash text NOT NULL UNIQUE,
    purpose text NOT NULL CHECK (purpose IN ('setup', 'invitation', 'reset')),
    email text,
    user_id text REFERENCES "user" (id) ON DELETE CASCADE,
    is_administrator boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL,
    -- Null: until it is used.
    expires_at timestamptz,
    used_at timestamptz
);

CREATE TABLE sign_in_limit (
    key text PRIMARY KEY,
    attempts integer NOT NULL,
    ends_at timestamptz NOT NULL
);

CREATE TABLE data_protection_key (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL,
    xml text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);
