package dev.waymark.gateway.sandbox;

import dev.waymark.gateway.outbox.Lane;
import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.pg.Times;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts what happened, for the screen. Thread-safe. */
final class PgSummary {

    private static final String COUNT = """
            select (select count(*) from care_case where enrolled_at is not null) as cases,
                (select count(*) from milestone where accepted_at is not null) as milestones,
                count(*) as tasks,
                count(acknowledged_at) as answered,
                count(*) filter (where status in ('requested', 'received', 'accepted', 'in-progress', 'on-hold')) as open,
                count(*) filter (where due_at < $1
                    and status in ('requested', 'received', 'accepted', 'in-progress')) as overdue,
                count(*) filter (where owner = $2) as trouble_tasks,
                count(acknowledged_at) filter (where owner = $2) as trouble_answered,
                (select count(*) from outbox where lane = $3) as trouble_waiting
            from task
            """;

    private static final String MESSAGES = """
            select channel, case when state = 'due' and exists (select from outbox o
                where o.notification = n.id and o.not_before > $1) then 'held' else state end as state, count(*)
            from notification n
            group by 1, 2
            """;

    private static final String ATTEMPTS = """
            select a.code, count(*)
            from attempt a join notification n on n.id = a.notification and n.case_id = a.case_id
            where n.partner = $1 and n.channel = 'webhook'
            group by 1
            """;

    private final Database database;
    private final Clocks clocks;
    private final Mishaps mishaps;

    PgSummary(Database database, Clocks clocks, Mishaps mishaps) {
        this.database = database;
        this.clocks = clocks;
        this.mishaps = mishaps;
    }

    /** How many cases there are, the visitor's own aside. */
    Future<Long> cases() {
        return database.client()
                .query("select count(*) from care_case where enrolled_at is not null and code <> 'C-1000'")
                .execute()
                .map(rows -> rows.iterator().next().getLong(0));
    }

    Future<Summary> read(List<Summary.Rate> rates) {
        Tuple moment = Tuple.of(Times.of(clocks.business()));
        String trouble = Town.TROUBLE.toString();
        Future<RowSet<Row>> counts = database.client()
                .preparedQuery(COUNT)
                .execute(Tuple.of(
                        Times.of(clocks.business()),
                        trouble,
                        Lane.webhook(Town.TROUBLE).name()));
        Future<RowSet<Row>> messages = database.client().preparedQuery(MESSAGES).execute(moment);
        Future<RowSet<Row>> attempts = database.client().preparedQuery(ATTEMPTS).execute(Tuple.of(trouble));
        return Future.all(counts, messages, attempts).map(read -> {
            Row row = counts.result().iterator().next();
            return new Summary(
                    clocks.business(),
                    row.getLong("cases"),
                    row.getLong("milestones"),
                    byChannel(messages.result()),
                    row.getLong("tasks"),
                    row.getLong("answered"),
                    row.getLong("open"),
                    row.getLong("overdue"),
                    new Summary.Trouble(
                            byCode(attempts.result()),
                            row.getLong("trouble_waiting"),
                            row.getLong("trouble_answered"),
                            row.getLong("trouble_tasks")),
                    rates,
                    mishaps.counts());
        });
    }

    private static Map<String, Map<String, Long>> byChannel(RowSet<Row> rows) {
        Map<String, Map<String, Long>> channels = new TreeMap<>();
        rows.forEach(row -> channels.computeIfAbsent(row.getString(0), channel -> new TreeMap<>())
                .put(row.getString(1), row.getLong(2)));
        return channels;
    }

    private static Map<String, Long> byCode(RowSet<Row> rows) {
        Map<String, Long> codes = new TreeMap<>();
        rows.forEach(row -> codes.put(row.getString(0), row.getLong(1)));
        return codes;
    }
}
