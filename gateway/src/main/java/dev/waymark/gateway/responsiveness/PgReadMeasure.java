package dev.waymark.gateway.responsiveness;

import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.ProgramId;
import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.pg.Times;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** One statement over {@link MeasuredSql}, with all that it needs: its transaction and its parameters. Thread-safe. */
final class PgReadMeasure {

    /** Plans for the very times asked for; memory to sort answers by how long they took; time for many years of them. */
    private static final String PREPARE = """
            select set_config('plan_cache_mode', 'force_custom_plan', true), set_config('work_mem', '32MB', true),
                   set_config('statement_timeout', '55s', true)
            """;

    private static final String EARLIEST = """
            select min(requested_at)
              from task
             where requested_at >= $1
            """;

    private static final int AT_ONCE = 3;
    private static final int WAITING = 64;
    private static final int WAITING_OF_ONE = 8;

    private final AFewAtOnce atOnce = new AFewAtOnce(AT_ONCE, WAITING, WAITING_OF_ONE);
    private final Database database;
    private final HoursOf hoursOf;

    /** Gives whose working time counts from the first to the second moment. */
    interface HoursOf {
        Future<OwnersHours> between(Instant from, Instant until);
    }

    /** One statement, with the hours that count. */
    interface Reading<T> {
        Future<T> read(SqlConnection tx, OwnersHours hours);
    }

    PgReadMeasure(Database database, HoursOf hoursOf) {
        this.database = database;
        this.hoursOf = hoursOf;
    }

    <T> Future<T> run(MeasureQuery query, MeasureScope scope, Reading<T> reading) {
        return atOnce.run(
                scope.asker(),
                () -> database.transaction(tx -> tx.query(PREPARE)
                        .execute()
                        .compose(prepared -> hours(tx, query))
                        .compose(hours -> reading.read(tx, hours))));
    }

    /** The twelve parameters of {@link MeasuredSql}. */
    static Tuple parameters(MeasureQuery query, MeasureScope scope, Instant from, OwnersHours hours) {
        Tuple tuple = Tuple.tuple()
                .addOffsetDateTime(Times.of(from))
                .addOffsetDateTime(Times.of(until(query)))
                .addOffsetDateTime(Times.of(query.asOf()))
                .addDouble(millis(query.within()))
                .addArrayOfString(scope.programs().map(PgReadMeasure::words).orElse(null))
                .addString(scope.owner().map(PartnerId::value).orElse(null))
                .addString(query.groupBy().word());
        return hours.addTo(tuple);
    }

    static Instant from(MeasureQuery query) {
        return query.from().orElse(Instant.EPOCH);
    }

    static Double millis(Duration duration) {
        return (double) duration.toMillis();
    }

    static String[] words(Set<ProgramId> programs) {
        return programs.stream().map(ProgramId::value).toArray(String[]::new);
    }

    static <T> List<T> each(RowSet<Row> rows, Function<Row, T> reading) {
        List<T> read = new ArrayList<>(rows.size());
        rows.forEach(row -> read.add(reading.apply(row)));
        return read;
    }

    private Future<OwnersHours> hours(SqlConnection tx, MeasureQuery query) {
        return query.clock() == MeasureClock.ELAPSED
                ? Future.succeededFuture(OwnersHours.elapsed())
                : earliest(tx, query).compose(earliest -> hoursOf.between(earliest, query.asOf()));
    }

    private static Future<Instant> earliest(SqlConnection tx, MeasureQuery query) {
        return tx.preparedQuery(EARLIEST)
                .execute(Tuple.of(Times.of(from(query))))
                .map(rows -> Optional.ofNullable(rows.iterator().next().getOffsetDateTime(0))
                        .map(Times::instant)
                        .filter(query.asOf()::isAfter)
                        .orElse(query.asOf()));
    }

    /** What was requested after the moment of the answer has not been requested yet. */
    private static Instant until(MeasureQuery query) {
        Instant now = query.asOf().plusMillis(1);
        return query.until().filter(now::isAfter).orElse(now);
    }
}
