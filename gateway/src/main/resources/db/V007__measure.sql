-- All that the measure (protocol, section 10) needs of a task: it is computed from this index alone, by time.
create index task_measure on task (requested_at)
 include (owner, program, action, code, due_at, delivered_at, acknowledged_at, answered_by, completed_at, completed_by,
          rejected_at, closed_at, held_since, holds);

-- How far a clock is at an instant, in milliseconds. Of elapsed time (no hours given) since 1970; of working time, since
-- the first of starts: within what begins at starts[i] it is shifts[i] behind the elapsed one, and from then until what
-- begins next it stands at caps[i].
create function clock_millis(at timestamptz, starts float8[], shifts float8[], caps float8[]) returns float8
    language sql stable parallel safe
    return case when starts is null then round(date_part('epoch', at) * 1000)
                else least(round(date_part('epoch', at) * 1000)
                             + shifts[width_bucket(round(date_part('epoch', at) * 1000), starts)],
                           caps[width_bucket(round(date_part('epoch', at) * 1000), starts)]) end;
