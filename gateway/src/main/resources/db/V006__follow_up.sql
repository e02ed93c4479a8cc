-- How each enrolled case stands, kept with whatever changes it and by the watch when its clock passes at-risk or stalled:
-- lists of thousands of cases recompute nothing.
create table case_standing (
    case_id         uuid        not null primary key references care_case,
    program         text        not null,
    stage           text        not null,
    status          text        not null,              -- on-track | at-risk | stalled | closed
    status_since    timestamptz not null,
    waiting_role    text,                              -- a partner's role, patient or case-manager; null: nothing is waited for
    waiting_partner text,                              -- null too where nobody on the case has that role
    milestone       uuid,                              -- the one that gave them the turn
    milestone_code  text,
    since           timestamptz,                       -- when their clock started
    expected_by     timestamptz,                       -- by when they are expected to have moved; as of held_since, on hold
    held_since      timestamptz,                       -- their task is on hold: expected_by moves on with the clock
    next_change_at  timestamptz,                       -- when the clock alone makes it at-risk or stalled; null: never
    updated_at      timestamptz not null
);
create index case_standing_next on case_standing (next_change_at) where next_change_at is not null;
create index case_standing_board on case_standing (program, status, expected_by);

-- Of alerts about a clock: whose it is, and when it ran out, as it was when they were raised.
alter table alert add column partner text;
alter table alert add column expected_by timestamptz;

-- When the follow-up of an open task is to be looked at next: made with the task, gone with its end. How far it has come
-- is told along the task's clock, so that time on hold moves neither.
create table task_follow_up (
    task        uuid        not null primary key,
    case_id     uuid        not null,
    next_at     timestamptz not null,                  -- no later than anything of it falls due
    done_millis bigint      not null default 0,        -- up to where its steps are taken
    round       integer     not null default 0,        -- how often they began again
    from_millis bigint      not null default 0         -- where this round began
);
create index task_follow_up_next on task_follow_up (next_at);
create index task_follow_up_by_case on task_follow_up (case_id);

-- Urgent alerts that nobody acknowledged yet, and when that goes out by mail.
create table alert_follow_up (
    alert   uuid        not null primary key,
    case_id uuid        not null,
    next_at timestamptz not null,
    step    integer     not null default 0             -- mails gone: 1 to the managers
);
create index alert_follow_up_next on alert_follow_up (next_at);
create index alert_follow_up_by_case on alert_follow_up (case_id);
