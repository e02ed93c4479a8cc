package dev.waymark.gateway.intake;

import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.ZoneOffset;

/** Sets aside, on record, what was parked for too long (protocol, section 3). Thread-safe, on any number of nodes. */
public final class SetAsideParked {

    /** As many as one statement takes, so that it stays short. */
    private static final int AT_ONCE = 1_000;

    private static final String SET_ASIDE = """
            update milestone
               set set_aside_at = $1
             where (id, case_id) in (
                    select id, case_id
                      from milestone
                     where accepted_at is null and set_aside_at is null and received_at < $2
                     limit $3
                       for no key update skip locked)
               and accepted_at is null
            """;

    private final Database database;
    private final Clocks clocks;
    private final Duration parkedFor;

    public SetAsideParked(Database database, Clocks clocks, IntakeSettings settings) {
        this.database = database;
        this.clocks = clocks;
        this.parkedFor = settings.parkedFor();
    }

    /** One sweep of at most {@value #AT_ONCE}; how many it set aside. Call again while that is not 0. */
    public Future<Integer> run() {
        var now = clocks.business().atOffset(ZoneOffset.UTC);
        return database.client()
                .preparedQuery(SET_ASIDE)
                .execute(Tuple.of(now, now.minus(parkedFor), AT_ONCE))
                .map(SqlResult::rowCount);
    }
}
