package dev.waymark.gateway.acks;

import dev.waymark.gateway.pg.Times;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Codes that were texted before a message is shown; the code itself stands nowhere. Stateless. */
final class PgLinkCodes {

    private static final String NEWEST = """
            select id, code_hash, made_at, tries, failed
              from link_code
             where token_hash = $1
             order by made_at desc, id desc
             limit 1
            """;

    // Of two that ask at once for one number the second waits for the first, and counts it.
    private static final String LOCK_NUMBER = "select pg_advisory_xact_lock(hashtextextended(encode($1, 'hex'), 0))";

    private static final String MADE = """
            select count(*) filter (where made_at > $2 and not failed), count(*)
              from link_code
             where address_hash = $1 and made_at > $3
            """;

    private static final String ADD = """
            insert into link_code (id, token_hash, address_hash, provider, code_hash, made_at)
            values ($1, $2, $3, $4, $5, $6)
            """;

    private static final String TRIED = "update link_code set tries = tries + 1 where id = $1 returning tries";

    private static final String WENT_TO = "select address_hash from link_code where id = $1 and provider = $2";

    private static final String FAILED = "update link_code set failed = true where id = $1";

    private static final String FORGET = "delete from link_code where made_at < $1";

    /**
     * A code as it is known here.
     *
     * @param failed its text did not go out, or did not arrive, as far as is known
     */
    record Code(UUID id, Buffer hash, Instant madeAt, int tries, boolean failed) {}

    /** A code to be kept. */
    record NewCode(UUID id, Buffer token, Buffer number, String provider, Buffer hash) {}

    /** The last one that was made for this link. */
    Future<Optional<Code>> newest(SqlClient tx, Buffer token) {
        return tx.preparedQuery(NEWEST).execute(Tuple.of(token)).map(rows -> rows.stream()
                .map(row -> new Code(
                        row.getUUID(0),
                        row.getBuffer(1),
                        Times.instant(row.getOffsetDateTime(2)),
                        row.getInteger(3),
                        row.getBoolean(4)))
                .findFirst());
    }

    /** How many were made for this number. */
    record Made(long sinceOne, long sinceOther) {}

    /**
     * Counted from two moments on, the later one first and without those that failed; whoever else asks for this number
     * waits.
     */
    Future<Made> made(SqlClient tx, Buffer number, Instant one, Instant other) {
        return tx.preparedQuery(LOCK_NUMBER)
                .execute(Tuple.of(number))
                .compose(locked -> tx.preparedQuery(MADE).execute(Tuple.of(number, Times.of(one), Times.of(other))))
                .map(rows -> rows.iterator().next())
                .map(row -> new Made(row.getLong(0), row.getLong(1)));
    }

    Future<Void> add(SqlClient tx, NewCode code, Instant now) {
        return tx.preparedQuery(ADD)
                .execute(Tuple.of(code.id(), code.token(), code.number(), code.provider(), code.hash(), Times.of(now)))
                .mapEmpty();
    }

    /** Counts a try that was wrong; how many there were. */
    Future<Integer> tried(SqlClient tx, UUID code) {
        return tx.preparedQuery(TRIED)
                .execute(Tuple.of(code))
                .map(rows -> rows.iterator().next().getInteger(0));
    }

    /** The number, by its keyed hash, that a code went to over that provider under this id. */
    Future<Optional<Buffer>> wentTo(SqlClient client, UUID id, String provider) {
        return client.preparedQuery(WENT_TO)
                .execute(Tuple.of(id, provider))
                .map(rows -> rows.stream().map(row -> row.getBuffer(0)).findFirst());
    }

    /** It is not counted in the hour any more. Whoever got it all the same may still use it. */
    Future<Void> failed(SqlClient client, UUID code) {
        return client.preparedQuery(FAILED).execute(Tuple.of(code)).mapEmpty();
    }

    Future<Void> forget(SqlClient client, Instant before) {
        return client.preparedQuery(FORGET).execute(Tuple.of(Times.of(before))).mapEmpty();
    }
}
