-- What partners and managers of a case write to each other (protocol, section 5a).
-- author: partner/<id>, or user/<name> for who manages the case; writer: the person, where one wrote for a partner.
create table message (
    case_id       uuid        not null references care_case,
    id            uuid        not null,
    author        text        not null,
    writer        text,
    own_id        text        not null,                -- the writer's own
    digest        bytea       not null,                -- keyed, of what was sent: the same again is a duplicate
    recipients    text[]      not null,                -- partners; managers
    text          bytea,                               -- sealed; null once the case was forgotten
    in_reply_to   uuid,
    answer_millis bigint,                              -- how long those addressed have
    posted_at     timestamptz not null,
    arrival       bigint      not null generated always as identity,
    primary key (id, case_id),
    unique (case_id, author, own_id)
);
create index message_thread on message (case_id, arrival);

-- A message is planned like a milestone: whom to tell, what to ask.
alter table fanout_due add column message uuid;
