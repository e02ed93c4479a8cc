package dev.waymark.gateway.responsiveness;

/**
 * The definition of the measure (protocol, section 10), once, for the rows and for the tasks behind them. Parameters: 1
 * from, 2 until, 3 as of, 4 within in milliseconds, 5 programs or null, 6 owner or null, 7 groupBy, 8 to 12 those of {@link
 * OwnersHours}. {@code offset 0} has each step computed once a task instead of once a figure.
 *
 * <pre>
 *   stood     each task as it stood then: what happened later has not happened; an answer is a delivery
 *   timed     each of its times on the clock asked for, in milliseconds
 *   classed   its class, and how long the answer to a due one took
 * </pre>
 */
final class MeasuredSql {

    private MeasuredSql() {}

    static final String CLASSED = """
            with hours as materialized (
              select o.owner, c.starts::float8[], c.shifts::float8[], c.caps::float8[]
                from unnest($8::text[], $9::int[]) as o (owner, calendar)
                join unnest($10::text[], $11::text[], $12::text[]) with ordinality as c (starts, shifts, caps, n)
                  on c.n = o.calendar
            ), stood as (
              select t.id, t.case_id, t.requested_at, t.owner, t.answered_by, t.holds, h.starts, h.shifts, h.caps,
                     case $7::text when 'partner' then t.owner
                                   when 'action' then t.action
                                   when 'milestone' then coalesce(t.code, 'none')
                                   else to_char(t.requested_at at time zone 'UTC', 'IYYY-"W"IW') end as key,
                     case when least(t.delivered_at, t.acknowledged_at) <= $3
                          then least(t.delivered_at, t.acknowledged_at) end as delivered,
                     case when t.acknowledged_at <= least($3, t.closed_at) then t.acknowledged_at end as answered,
                     case when t.closed_at <= $3 then t.closed_at end as closed,
                     case when t.completed_by = t.owner and t.completed_at <= $3 then t.completed_at end as completed,
                     least(t.completed_at, t.rejected_at, t.closed_at) <= $3 as done,
                     case when t.held_since <= $3 then t.held_since else $3 end > t.due_at as late
                from task t
                left join hours h on h.owner = case when t.owner = any($8::text[]) then t.owner else '' end
               where t.requested_at >= $1::timestamptz and t.requested_at < $2::timestamptz
                 and ($5::text[] is null or t.program = any($5::text[]))
                 and ($6::text is null or t.owner = $6::text)
              offset 0
            ), timed as (
              select id, case_id, requested_at, owner, key, answered_by, completed is not null as was_completed,
                     late and done is not true as overdue,
                     clock_millis($3::timestamptz, starts, shifts, caps) as now,
                     clock_millis(requested_at, starts, shifts, caps) as requested,
                     clock_millis(delivered, starts, shifts, caps) as delivered,
                     clock_millis(answered, starts, shifts, caps) as answered,
                     clock_millis(closed, starts, shifts, caps) as closed,
                     clock_millis(completed, starts, shifts, caps) as completed,
                     answered - delivered < interval '10 seconds' as at_once,
                     case when completed is null or holds is null then 0
                          else (select sum(clock_millis(holds[i + 1], starts, shifts, caps)
                                             - clock_millis(holds[i], starts, shifts, caps))
                                  from generate_series(1, cardinality(holds), 2) i) end as held
                from stood
              offset 0
            ), classed as (
              select id, case_id, requested_at, owner, key, answered_by, at_once, overdue,
                     answered is not null as is_answered,
                     answered - delivered as took,
                     completed - delivered - held <= $4::float8 as completed_within,
                     case when closed is not null and answered is null
                               and (delivered is null or closed - delivered < $4::float8) then 'cancelled'
                          when delivered is null and now - requested >= $4::float8 then 'undeliverable'
                          when now - delivered >= $4::float8 then 'due'
                          else 'pending' end as class
                from timed
              offset 0
            )
            """;
}
