-- A case that nobody enrolled yet has a row too (enrolled_at null): parked events are sealed under its key.
-- The roster stands in the row itself, so that intake, which locks the row, reads the newest.
create table care_case (
    id          uuid        not null primary key,
    program     text        not null,
    code        text        not null,
    enrolled_at timestamptz,
    updated_at  timestamptz,
    partners    text[]      not null default '{}',
    roles       text[]      not null default '{}',   -- roles[i] is the role of partners[i]
    managers    text[]      not null default '{}',   -- who manages it now
    named_managers text[],                             -- whom its hub names, while somebody stands in for one of them
    forgotten_at timestamptz,                          -- a tombstone: nobody is on it, and it is never enrolled again
    forgotten_by text,
    unique (program, code),
    check (cardinality(partners) = cardinality(roles))
);
create index care_case_by_manager on care_case using gin (managers);
create index care_case_by_partner on care_case using gin (partners);

-- Patient and caregivers. details: name, number, address, certificate, quiet hours, sealed as one JSON value.
create table person (
    case_id       uuid        not null references care_case,
    person        text        not null,
    relation      text        not null,
    authorized    boolean     not null,
    language      text        not null,
    time_zone     text,
    sms_consent   boolean     not null,
    sms_hash      bytea,
    email_consent boolean     not null,
    email_hash    bytea,
    details       bytea       not null,
    removed_at    timestamptz,
    primary key (case_id, person)
);
create index person_by_number on person (sms_hash) where sms_hash is not null;
create index person_by_mail on person (email_hash) where email_hash is not null;

-- An opt-out belongs to the number or the address, found by keyed hash, in every case and program.
create table opt_out (
    address_hash bytea       not null primary key,
    channel      text        not null,
    since        timestamptz not null,
    until        timestamptz
);

-- Mail addresses that their relay refuses for good, by keyed hash: not written to in any case.
create table bounced_address (
    address_hash bytea       not null primary key,
    since        timestamptz not null
);

-- Event ids live here for ever, never partitioned by time: a duplicate is a duplicate after years.
create table event (
    partner   text  not null,
    id        text  not null,
    digest    bytea not null,
    milestone uuid  not null,
    case_id   uuid  not null,
    primary key (partner, id)
);

create table milestone (
    case_id      uuid        not null references care_case,
    id           uuid        not null,
    partner      text        not null,
    event_id     text        not null,
    code         text        not null,
    occurred_at  timestamptz not null,
    effective_at timestamptz not null,                 -- occurred_at, but never after it was accepted
    arrival      bigint      not null generated always as identity,
    received_at  timestamptz not null,
    accepted_at  timestamptz,                          -- null: parked, or set aside
    set_aside_at timestamptz,
    reason       text,
    content      bytea,                                -- {"note","attributes"}, sealed; null where neither was given
    corrects     uuid,
    replaced_by  uuid,
    primary key (id, case_id)
);
create index milestone_timeline on milestone (case_id, occurred_at, arrival);
create index milestone_parked on milestone (partner, received_at) where accepted_at is null and set_aside_at is null;

-- What is still to be planned: written with the milestone (or the new roster), gone with the plan.
create table fanout_due (
    id        bigint      not null generated always as identity primary key,
    case_id   uuid        not null,                    -- of that row, or written beside one that references it
    milestone uuid,                                    -- null: the roster changed
    made_at   timestamptz not null,
    attempts  integer     not null default 0,
    retry_at  timestamptz not null default '-infinity',  -- steady time; later than now: it failed, and waits
    poison_at timestamptz
);
create index fanout_due_by_case on fanout_due (case_id, id) where poison_at is null;

create table task (
    case_id         uuid        not null references care_case,
    id              uuid        not null,
    milestone       uuid        not null,              -- what asks; of a question that was written, the message
    action          text        not null,
    role            text        not null,
    owner           text        not null,
    status          text        not null,
    requested_at    timestamptz not null,
    due_at          timestamptz not null,
    delivered_at    timestamptz,
    acknowledged_at timestamptz,
    answered_by     text,                              -- acknowledgement | status | on-hold | milestone | message
    completed_at    timestamptz,
    completed_by    text,                              -- the partner whose milestone, status or message did it
    closed_at       timestamptz,
    rejected_at     timestamptz,
    held_since      timestamptz,
    holds           timestamptz[],                     -- before held_since: since and until of each, in turn; null: none
    working         boolean     not null default false, -- its clock counts its owner's working time alone
    policy          text        not null default '',   -- the version of the journey that asked
    reason          bytea,                             -- the owner's words, sealed
    program         text        not null,              -- of the case, here so that the measure reads one table
    code            text,                              -- of the milestone that asks; null where something else does
    primary key (id, case_id),
    check ((status = 'on-hold') = (held_since is not null)),
    check ((acknowledged_at is null) = (answered_by is null))
);
create index task_by_case on task (case_id, requested_at);
create index task_measure_of_owner on task (owner, requested_at);
-- What may still count as offered four hours after it was asked, even if that is found out after it was closed.
create index task_undelivered on task (requested_at)
 where delivered_at is null and (closed_at is null or closed_at - requested_at >= interval '4 hours');
