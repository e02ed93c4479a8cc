-- Sessions of local users, by the hash of their token. Steady time: a moved business clock logs nobody off.
-- credential is the hash of the user's password hash at sign-in: another password ends the session.
create table session (
    token_hash bytea       not null primary key,
    username   text        not null,
    credential bytea       not null,
    created_at timestamptz not null,
    used_at    timestamptz not null,
    expires_at timestamptz not null
);
create index session_by_user on session (username);

create table alert (
    case_id         uuid        not null references care_case,
    id              uuid        not null,
    program         text        not null,
    kind            text        not null,
    code            text        not null,              -- the milestone's code, or what the alert is about
    severity        text        not null,
    milestone       uuid,
    notification    uuid,
    at              timestamptz not null,
    ack_required    boolean     not null,
    acknowledged_at timestamptz,
    acknowledged_by text,
    note            bytea,                             -- sealed
    words           bytea,                             -- what somebody wrote, sealed; titles are made when it is read
    once            text        not null unique,       -- names the transition: one alert each
    primary key (id, case_id)
);
create index alert_by_case on alert (case_id, at);
create index alert_open on alert (program, at) where acknowledged_at is null and ack_required;
create index alert_told on alert (program, at) where acknowledged_at is null and not ack_required;

-- Alerts and their acknowledgements share one cursor, given in commit order.
create table alert_feed (
    cursor  bigint not null primary key,
    alert   uuid   not null,
    case_id uuid   not null,
    what    text   not null                            -- alert | acked
);
create unique index alert_feed_once on alert_feed (alert, what);
