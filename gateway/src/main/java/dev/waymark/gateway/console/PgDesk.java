package dev.waymark.gateway.console;

import dev.waymark.gateway.cases.CaseScope;
import dev.waymark.gateway.model.AlertId;
import dev.waymark.gateway.model.UserName;
import dev.waymark.gateway.pg.Times;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What the console keeps for each user. Stateless. */
final class PgDesk {

    private static final String SEEN = """
            select (select seen_at from console_desk where username = $1) as seen_at,
                   (select max(coalesce(ended_at, made_at)) from handover
                     where from_user = $1 or to_user = $1) as handed_at
            """;

    private static final String SNOOZED = """
            select s.alert, s.until
              from alert_snooze s
              join alert a on a.id = s.alert and a.case_id = s.case_id
             where s.username = $1 and s.until > $2 and a.acknowledged_at is null
             order by s.until
            """;

    private static final String LOOKED = """
            insert into console_desk (username, seen_at) values ($1, $2)
            on conflict (username) do update set seen_at = excluded.seen_at
            """;

    private static final String SNOOZE = """
            insert into alert_snooze (username, alert, case_id, until)
            select $5, a.id, a.case_id, $7
              from alert a
              join care_case c on c.id = a.case_id
             where a.id = $6 and a.acknowledged_at is null and """ + CaseScope.SQL_OF_ALERTS + """
            on conflict (username, alert) do update set until = excluded.until
            """;

    private static final String WAKE = "delete from alert_snooze where username = $1 and alert = $2";

    private static final String FORGET_ENDED = "delete from alert_snooze where until <= $1";

    /** One alert put aside by its reader. */
    record Snooze(AlertId alert, Instant until) {}

    /**
     * What somebody comes back to.
     *
     * @param seen when they last looked; empty: never
     * @param handed when cases last went from them to a colleague or the other way, or went back
     */
    record Desk(Optional<Instant> seen, Optional<Instant> handed, List<Snooze> snoozed) {}

    Future<Desk> of(SqlClient client, UserName user, Instant now) {
        return client.preparedQuery(SEEN).execute(Tuple.of(user.value())).compose(seen -> {
            Row row = seen.iterator().next();
            return client.preparedQuery(SNOOZED)
                    .execute(Tuple.of(user.value(), Times.of(now)))
                    .map(rows -> new Desk(
                            time(row.getOffsetDateTime("seen_at")),
                            time(row.getOffsetDateTime("handed_at")),
                            StreamSupport.stream(rows.spliterator(), false)
                                    .map(PgDesk::snooze)
                                    .toList()));
        });
    }

    Future<Void> looked(SqlClient client, UserName user, Instant now) {
        return client.preparedQuery(LOOKED)
                .execute(Tuple.of(user.value(), Times.of(now)))
                .mapEmpty();
    }

    /** Whether there is such an alert, in sight and not acknowledged. */
    Future<Boolean> snooze(SqlClient client, CaseScope scope, UserName user, Snooze snooze) {
        Tuple parameters = scope.addTo(Tuple.tuple())
                .addString(user.value())
                .addUUID(snooze.alert().value())
                .addOffsetDateTime(Times.of(snooze.until()));
        return client.preparedQuery(SNOOZE).execute(parameters).map(done -> done.rowCount() > 0);
    }

    Future<Void> wake(SqlClient client, UserName user, AlertId alert) {
        return client.preparedQuery(WAKE)
                .execute(Tuple.of(user.value(), alert.value()))
                .mapEmpty();
    }

    Future<Void> forgetEnded(SqlClient client, Instant now) {
        return client.preparedQuery(FORGET_ENDED)
                .execute(Tuple.of(Times.of(now)))
                .mapEmpty();
    }

    private static Snooze snooze(Row row) {
        return new Snooze(new AlertId(row.getUUID("alert")), Times.instant(row.getOffsetDateTime("until")));
    }

    private static Optional<Instant> time(@Nullable OffsetDateTime time) {
        return Optional.ofNullable(time).map(Times::instant);
    }
}
