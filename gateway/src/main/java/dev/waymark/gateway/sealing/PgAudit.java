package dev.waymark.gateway.sealing;

import dev.waymark.gateway.pg.Columns;
import dev.waymark.gateway.pg.Times;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/** Who opened what, and who did what, on record: ids alone. Thread-safe. */
public final class PgAudit {

    private static final String RECORD = """
            insert into audit (at, reader, purpose, scope, cell)
            select $1, $2, $3, scope, cell from unnest($4::text[], $5::text[]) as touched (scope, cell)
            """;

    private final Clocks clocks;

    public PgAudit(Clocks clocks) {
        this.clocks = clocks;
    }

    /** One value that was opened or changed. */
    public record Entry(Scope scope, Cell cell) {}

    /** One row for each, in the transaction of {@code connection}. */
    public Future<Void> record(SqlClient connection, Reader reader, List<Entry> entries) {
        return entries.isEmpty()
                ? Future.succeededFuture()
                : connection
                        .preparedQuery(RECORD)
                        .execute(Tuple.of(
                                Times.of(clocks.business()),
                                reader.who(),
                                reader.purpose(),
                                Columns.of(entries, entry -> entry.scope().name(), String[]::new),
                                Columns.of(entries, entry -> entry.cell().toString(), String[]::new)))
                        .mapEmpty();
    }
}
