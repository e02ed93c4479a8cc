-- What is sealed is bytea and opens only through the data key of its scope (a case, a partner, the gateway);
-- what stands in clear is ids, codes, times and states. Every time is the gateway's, passed in: no now() here.

-- One data key a scope, wrapped by the master key. Scopes: case/<uuid>, partner/<id>, gateway, keyed-hash.
create table data_key (
    scope      text        not null primary key,
    wrapped    bytea       not null,
    master     bytea       not null,                   -- the fingerprint of the master key that wraps it
    created_at timestamptz not null
);

-- Fingerprints of the keys this database was written with: another key does not start. master.key.next is there while
-- data keys are being wrapped anew.
create table key_fingerprint (
    name         text        not null primary key,
    fingerprint  bytea       not null,
    needed_until timestamptz,   -- null: for good; past it, the file may be taken away
    created_at   timestamptz not null
);

-- Who opened which sealed value, and why. One row a value, in the transaction that read it.
create table audit (
    id      bigint      not null generated always as identity primary key,
    at      timestamptz not null,
    reader  text        not null,
    purpose text        not null,
    scope   text        not null,
    cell    text        not null
);
create index audit_by_scope on audit (scope, at);

create table partner (
    id             text        not null primary key,
    name           text        not null,
    roles          text[]      not null,
    programs       text[]      not null,
    jwks_uri       text,
    webhook_url    text,
    webhook_secret bytea,
    encrypt_to     jsonb,
    contacts       bytea,
    calendar       jsonb,
    disabled_at    timestamptz,
    deleted_at     timestamptz,
    updated_at     timestamptz not null
);

-- A revoked kid never comes back, so its row stays.
create table partner_key (
    partner    text        not null references partner,
    kid        text        not null,
    jwk        jsonb       not null,
    added_at   timestamptz not null,
    revoked_at timestamptz,
    primary key (partner, kid)
);

-- What partners.yaml said last time: the start compares. A partner taken out of it keeps its row, without digests, so
-- that keys which are not there when it comes back are revoked then.
create table partner_file (
    partner text  not null primary key,
    digests jsonb,                                     -- {key of the file: keyed digest of its value}, the keys aside
    keys    jsonb not null                             -- {kid: public JWK}
);

-- Spent nonces and the signature bases of requests that carried none, each as long as the first would be accepted.
-- The answer is kept (sealed, scope partner/<id>) where the same request again must be answered as the first time.
create table seen_request (
    partner    text        not null,
    kid        text        not null,
    fingerprint bytea      not null,
    expires_at timestamptz not null,
    status     integer,
    answer     bytea,
    primary key (partner, kid, fingerprint)
);
create index seen_request_expiry on seen_request (expires_at);

-- One row a run of a gateway node, carried on each minute: the four-hour rule of the measure counts only time that it was up.
create table uptime (
    run          uuid        not null primary key,
    started_at   timestamptz not null,
    last_seen_at timestamptz not null
);

-- Numbers given in commit order: the row is locked in the transaction that uses the number.
-- Feeds: partner/<id> (a partner's notifications), alerts (alerts and their acknowledgements).
create table feed (
    name text   not null primary key,
    last bigint not null
);
