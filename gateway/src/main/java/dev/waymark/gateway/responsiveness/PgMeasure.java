package dev.waymark.gateway.responsiveness;

import static dev.waymark.gateway.responsiveness.PgReadMeasure.each;
import static dev.waymark.gateway.responsiveness.PgReadMeasure.parameters;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The rows of the measure, as PostgreSQL computes them from the stored times of tasks alone. Thread-safe. */
final class PgMeasure {

    static final String ROWS = MeasuredSql.CLASSED + """
            select key, count(*),
                   count(*) filter (where class = 'due'),
                   count(*) filter (where class = 'pending'),
                   count(*) filter (where class = 'pending' and is_answered),
                   count(*) filter (where class = 'cancelled'),
                   count(*) filter (where class = 'undeliverable'),
                   count(*) filter (where class = 'due' and is_answered),
                   count(*) filter (where class = 'due' and took <= $4),
                   count(*) filter (where class = 'due' and took <= $4 and answered_by = 'on-hold'),
                   count(*) filter (where class = 'due' and took <= $4 and at_once),
                   count(*) filter (where class = 'due' and completed_within),
                   percentile_disc(array[0.5, 0.9]::float8[]) within group (order by coalesce(took, 'infinity'))
                     filter (where class = 'due'),
                   count(*) filter (where overdue)
              from classed
             group by key
             order by key collate "C"
            """;

    private static final String DISTRIBUTION = MeasuredSql.CLASSED + """
            , bucketed as (
              select key, coalesce(width_bucket(took, $13::float8[]), -1) as bucket, count(*) as tasks
                from classed
               where class = 'due'
               group by 1, 2
            )
            select key, array_agg(bucket), array_agg(tasks)
              from bucketed
             group by key
             order by key collate "C"
            """;

    private final PgReadMeasure read;

    PgMeasure(PgReadMeasure read) {
        this.read = read;
    }

    /** One row a key, in order of the keys. */
    Future<List<MeasureRow>> rows(MeasureQuery query, MeasureScope scope) {
        return read.run(query, scope, (tx, hours) -> tx.preparedQuery(ROWS)
                .execute(parameters(query, scope, PgReadMeasure.from(query), hours))
                .map(rows -> each(rows, PgMeasure::row)));
    }

    /** One row a key, in order of the keys: how many answers took from each of {@code bounds} to the next. */
    Future<List<AnswerTimes>> distribution(MeasureQuery query, MeasureScope scope, List<Duration> bounds) {
        return read.run(query, scope, (tx, hours) -> {
            Tuple parameters = parameters(query, scope, PgReadMeasure.from(query), hours)
                    .addArrayOfDouble(bounds.stream().map(PgReadMeasure::millis).toArray(Double[]::new));
            return tx.preparedQuery(DISTRIBUTION)
                    .execute(parameters)
                    .map(rows -> each(rows, row -> answers(row, bounds.size())));
        });
    }

    private static MeasureRow row(Row row) {
        Double @Nullable [] quantiles = row.getArrayOfDoubles(12);
        return new MeasureRow(
                row.getString(0),
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9),
                row.getLong(10),
                row.getLong(11),
                quantile(quantiles, 0),
                quantile(quantiles, 1),
                row.getLong(13));
    }

    private static OptionalLong quantile(Double @Nullable [] quantiles, int which) {
        return quantiles == null || quantiles[which].isInfinite()
                ? OptionalLong.empty()
                : OptionalLong.of(quantiles[which].longValue());
    }

    private static AnswerTimes answers(Row row, int buckets) {
        long[] counts = new long[buckets];
        long unanswered = 0;
        Integer[] bucket = row.getArrayOfIntegers(1);
        Long[] tasks = row.getArrayOfLongs(2);
        for (int i = 0; i < bucket.length; i++) {
            if (bucket[i] < 0) {
                unanswered = tasks[i];
            } else {
                counts[bucket[i] - 1] = tasks[i];
            }
        }
        return new AnswerTimes(row.getString(0), Arrays.stream(counts).boxed().toList(), unanswered);
    }
}
