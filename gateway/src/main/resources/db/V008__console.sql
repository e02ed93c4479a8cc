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

-- Who handed which case to whom. One act, one id, however many cases; given back at until, or when it is undone.
create table handover (
    id        uuid        not null,
    case_id   uuid        not null references care_case,
    from_user text        not null,
    to_user   text        not null,
    was_on_it boolean     not null,                     -- to_user managed the case before: nothing is taken from them
    made_by   text        not null,
    made_at   timestamptz not null,
    until     timestamptz,
    ended_at  timestamptz,
    primary key (id, case_id)
);
create index handover_due on handover (until) where ended_at is null and until is not null;
create index handover_newest_to on handover (to_user, made_at);
