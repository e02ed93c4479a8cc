-- What the console keeps for each of its users, so that it holds on another device.
create table console_desk (
    username text        not null primary key,
    seen_at  timestamptz not null                      -- when they last looked at Today
);
create table alert_snooze (
    username text        not null,
    alert    uuid        not null,
    case_id  uuid        not null references care_case,
    until    timestamptz not null,
    primary key (username, alert)
);
create index alert_snooze_ended on alert_snooze (until);

-- Who handed which case to whom. One act, one id, however many cases; given back at until, when it is
-- undone, or when the case's hub names others.
create table handover (
    id        uuid        not null,
    case_id   uuid        not null references care_case,
    from_user text        not null,
    to_user   text        not null,
    made_by   text        not null,
    made_at   timestamptz not null,
    until     timestamptz,
    ended_at  timestamptz,
    arrival   bigint      not null generated always as identity, -- what was handed on stands on what came before
    primary key (id, case_id)
);
create index handover_due on handover (until) where ended_at is null and until is not null;
create index handover_of_case on handover (case_id) where ended_at is null;
create index handover_newest_from on handover (from_user, made_at);
create index handover_newest_to on handover (to_user, made_at);
