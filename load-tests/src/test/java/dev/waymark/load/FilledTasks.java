package dev.waymark.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The table of tasks of a gateway's embedded PostgreSQL, filled as years of work would have left it. */
final class FilledTasks implements AutoCloseable {

    static final int DAYS = 4 * 365 + 1;

    /**
     * Task n of $1 that were requested evenly over four years until $2, in order of time; what happened to it is drawn from
     * its number, so that the same task is the same in every table.
     */
    private static final String FILL = """
            insert into task (case_id, id, milestone, action, role, owner, status, requested_at, due_at, delivered_at,
                              acknowledged_at, answered_by, completed_at, completed_by, closed_at, holds, program, code)
            select ('00000000-0000-4000-8000-' || lpad(to_hex(n %% 100000), 12, '0'))::uuid,
                   (lpad(to_hex((extract(epoch from requested) * 1000)::bigint), 12, '0') || '7000'
                     || lpad(to_hex(n), 16, '8'))::uuid,
                   (lpad(to_hex((extract(epoch from requested) * 1000)::bigint), 12, '0') || '7001'
                     || lpad(to_hex(n), 16, '8'))::uuid,
                   'action-' || draw %% 9, 'specialty_pharmacy', owner,
                   case when silent or dropped then 'cancelled' else 'completed' end,
                   requested, requested + interval '24 hours', delivered,
                   case when not silent and not dropped then answered end,
                   case when not silent and not dropped
                        then case when draw %% 50 = 0 then 'on-hold' when draw %% 3 = 0 then 'milestone'
                                  else 'acknowledgement' end end,
                   case when not silent and not dropped then answered + took end,
                   case when not silent and not dropped then owner end,
                   case when dropped then delivered + took when silent then delivered + interval '5 days' end,
                   case when not silent and not dropped and draw %% 50 = 0
                        then array[answered, answered + took / 2] end,
                   'load', 'code.number-' || draw %% 9
              from (select n, draw, 'rx-' || draw %% %d as owner, draw %% 100 = 17 as silent, draw %% 100 = 18 as dropped,
                           requested, requested + draw %% 900 * interval '1 second' as delivered,
                           requested + (draw %% 900 + 5 + (draw / 1000) %% 7919 * ((draw / 7) %% 17)) * interval '1 second'
                             as answered,
                           (draw / 11) %% 90000 * interval '1 second' as took
                      from (select n, abs(hashint8(n)::bigint) as draw,
                                   date_trunc('milliseconds', $2::timestamptz - ($1 - n) * (interval '%d days' / $1)) as requested
                              from generate_series(1, $1) as n) as numbered
                     where requested >= $3::timestamptz) as drawn
            """.formatted(FortyPartners.PARTNERS, DAYS);

    private final Connection connection;

    private FilledTasks(Connection connection) {
        this.connection = connection;
    }

    /** As the superuser of the server that the gateway in {@code folder} started. */
    static FilledTasks in(Path folder) throws IOException, SQLException {
        Path home = folder.resolve("waymark-data");
        String port =
                Files.readAllLines(home.resolve("data/postmaster.pid")).get(3).strip();
        String password = Files.readString(home.resolve("postgres.password")).strip();
        return new FilledTasks(
                DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/waymark", "postgres", password));
    }

    /**
     * Those of {@code tasks} over four years until {@code until} that were requested at {@code from} or later. Indexes are
     * made once the rows are there, and everything is vacuumed, as PostgreSQL does by itself in time.
     */
    void fill(long tasks, Instant until, Instant from) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica");
            statement.execute("set maintenance_work_mem = '512MB'");
            statement.execute("""
                    insert into care_case (id, program, code, enrolled_at)
                    select ('00000000-0000-4000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'load', 'L-' || n, now()
                      from generate_series(0, 99999) as n
                    """);
            List<String> indexes = texts("""
                    select indexdef from pg_indexes where tablename = 'task' and indexname like 'task\\_%' and indexname <> 'task_pkey'
                    """);
            for (String name : texts("""
                    select indexname from pg_indexes where tablename = 'task' and indexname like 'task\\_%' and indexname <> 'task_pkey'
                    """)) {
                statement.execute("drop index " + name);
            }
            try (PreparedStatement fill = connection.prepareStatement(FILL.replaceAll("\\$[123]", "?"))) {
                fill.setString(1, until.toString());
                fill.setLong(2, tasks);
                fill.setLong(3, tasks);
                fill.setLong(4, tasks);
                fill.setString(5, from.toString());
                fill.execute();
            }
            for (String index : indexes) {
                statement.execute(index);
            }
            statement.execute("vacuum (analyze) task");
            statement.execute("checkpoint");
        }
    }

    long count(Instant from, Instant until) throws SQLException {
        return Long.parseLong(texts("select count(*) from task where requested_at >= '" + from
                        + "' and requested_at < '" + until + "'")
                .get(0));
    }

    String size() throws SQLException {
        return texts("select pg_size_pretty(pg_table_size('task')) || ', its index '"
                        + " || pg_size_pretty(pg_table_size('task_measure'))")
                .get(0);
    }

    /** The plan of {@code statement} with these values for its parameters, as it ran. */
    List<String> plan(String statement, List<String> values) throws SQLException {
        try (Statement prepare = connection.createStatement()) {
            prepare.execute("set plan_cache_mode = force_custom_plan");
            prepare.execute("set work_mem = '32MB'");
            prepare.execute("prepare measure as " + statement);
            return texts("explain (analyze, timing off) execute measure(" + String.join(", ", values) + ")");
        }
    }

    private List<String> texts(String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
