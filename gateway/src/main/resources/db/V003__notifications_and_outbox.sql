-- What somebody is told, was told, or is not told and why. The id is the idempotency key of every channel.
-- recipient: partner/<id>, contact/<partner>/<position>, person/<person>, user/<user>.
-- state: due (a row in outbox), delivered, kept (inbox alone), left-out, dead.
create table notification (
    case_id         uuid        not null references care_case,
    id              uuid        not null,
    milestone       uuid        not null,              -- what it is about: a milestone, or a message
    task            uuid,
    purpose         text        not null,
    recipient       text        not null,
    channel         text        not null,
    template        text        not null,
    partner         text,                              -- whose inbox it is in, or whose contact it asks
    sequence        bigint,                            -- its number in that inbox
    address_hash    bytea,                             -- the number or address it goes to
    state           text        not null,
    reason          text        not null,              -- why it is sent, held or left out: a code
    language        text,                              -- its reader's; once it went, the one it was written in
    content_level   text,                              -- as it went: minimal | what-moved | full
    encrypted       boolean,                           -- as it went: to its reader, beyond the transport
    made_at         timestamptz not null,
    sent_at         timestamptz,                       -- the far side accepted it
    concluded_at    timestamptz,
    acknowledged_at timestamptz,
    cancelled_at    timestamptz,
    sent_again      integer     not null default 0,    -- how often an operator took it out of the dead letters
    provider        text,                              -- the text provider it went to
    provider_id     text,
    provider_status text,                              -- queued | sent | delivered | failed, forward only
    token           bytea,                             -- the token of the page that shows it, sealed
    unsubscribe_token bytea,                           -- the token of the page that ends such mail, sealed
    rendered        bytea,                             -- the message as sent, sealed
    acknowledged_by bytea,                             -- {"by","note"}, sealed
    primary key (id, case_id),
    unique (case_id, milestone, purpose, recipient, channel)
);
create unique index notification_inbox on notification (partner, sequence) where sequence is not null;
create index notification_dead on notification (concluded_at, id) where state = 'dead';
create index notification_by_task on notification (task) where task is not null;
create index notification_by_provider on notification (provider_id) where provider_id is not null;
create index notification_by_address on notification (address_hash, made_at) where address_hash is not null;

-- Only what is due or in flight: small whatever the history. Business time decides when it may go (not_before), the
-- steady clock decides retries and leases. A claim raises fence and attempts; a conclusion names the fence it holds.
create table outbox (
    notification uuid        not null,
    case_id      uuid        not null,
    channel      text        not null,
    lane         text        not null,                 -- the endpoint: webhook/<partner>, sms/<provider>, email
    not_before   timestamptz not null,
    retry_at     timestamptz not null,
    give_up_at   timestamptz,                          -- business time after which it is left out as stale
    attempts     integer     not null default 0,
    refusals     integer     not null default 0,
    unconcluded  integer     not null default 0,
    fence        bigint      not null default 0,
    lease_until  timestamptz,
    leased_by    uuid,                                 -- the run (uptime) that has it in hand
    queued_at    timestamptz not null,                 -- the steady clock when it was written: its place in the lane
    sequence     bigint,                               -- its number in the partner's inbox
    primary key (notification)
);
create index outbox_due on outbox (lane, retry_at);
create index outbox_leased on outbox (lane) where lease_until is not null;
create index outbox_by_case on outbox (case_id);

create table attempt (
    notification uuid        not null,
    case_id      uuid        not null,
    n            integer     not null,                 -- the claim's fence: rises over a reopened lane too
    at           timestamptz not null,
    outcome      text        not null,                 -- accepted | deferred | refused | closed
    code         text        not null,                 -- http-503, connect-refused, smtp-550 …
    answered     boolean     not null,
    millis       bigint      not null,
    next_at      timestamptz,
    detail       bytea,                                -- the far side's words, sealed
    primary key (notification, n)
);

-- How each endpoint stands; claims ask this and nothing else. The slots in use are the leases in outbox.
create table lane (
    lane       text        not null primary key,
    state      text        not null default 'open',    -- open | broken (one at a time, to probe) | closed (410)
    since      timestamptz,                            -- of this state, business time
    not_before timestamptz,                            -- steady time: Retry-After, the next probe
    width      integer,                                -- how many at once while it heals; null: all slots
    failing    uuid[]      not null default '{}',      -- messages that failed since the last answer
    probes     integer     not null default 0          -- that failed in a row
);

-- What operators are told: endpoints, certificates, nothing of a case. One row a transition.
create table operator_alert (
    at    timestamptz not null,
    kind  text        not null,                        -- endpoint-broken | endpoint-healed | endpoint-closed | …
    about text        not null,                        -- the lane, for one
    code  text        not null,                        -- why: http-503 …
    once  text        not null primary key             -- names the transition
);
create index operator_alert_newest on operator_alert (at);

-- The page behind a link. The token itself is nowhere in clear: here its SHA-256.
create table link (
    token_hash   bytea       not null primary key,
    kind         text        not null,                 -- read (/a/) | unsubscribe (/u/)
    notification uuid        not null,
    case_id      uuid        not null,
    expires_at   timestamptz not null
);

-- Codes texted before a message is shown. The code itself is nowhere: here its keyed hash. Steady time.
create table link_code (
    id           uuid        not null primary key,     -- the idempotency key of the text
    token_hash   bytea       not null,                 -- the link that asked
    address_hash bytea       not null,                 -- the number it went to
    provider     text        not null,
    code_hash    bytea       not null,
    made_at      timestamptz not null,
    tries        integer     not null default 0,       -- wrong ones
    failed       boolean     not null default false    -- its text did not go out, or did not arrive
);
create index link_code_by_link on link_code (token_hash, made_at);
create index link_code_by_number on link_code (address_hash, made_at);
create index link_code_by_age on link_code (made_at);

-- Callbacks of text providers, taken once, answered the same again. A generic provider's go after a month.
create table text_callback (
    provider    text        not null,
    callback    text        not null,                  -- the webhook-id; of Twilio the MessageSid, a status after it
    at          timestamptz not null,
    case_id     uuid,
    content     bytea,                                 -- the text and the number it came from, sealed under the case's key
    reply       bytea,                                 -- sealed under the gateway's key
    primary key (provider, callback)
);
create index text_callback_by_age on text_callback (provider, at);
-- When a number last got the answer "passed on": at most once a day.
create table text_answered (
    address_hash bytea       not null primary key,
    at           timestamptz not null
);
