package dev.waymark.gateway.acks;

import dev.waymark.gateway.fanout.LinkTokens;
import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.NotificationId;
import dev.waymark.gateway.pg.Times;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** Links, found by the hash of their token. Stateless. */
final class PgLinks {

    /** What a link is for: a token of one purpose is none of the other. */
    enum Kind {
        READ,
        UNSUBSCRIBE;

        String word() {
            return this == READ ? "read" : "unsubscribe";
        }
    }

    /**
     * A link as made.
     *
     * @param address keyed hash of the number or mail address that the message went to
     */
    record Link(NotificationId notification, CaseId caseId, Optional<Buffer> address, Instant expiresAt) {}

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{22}");

    private static final String FIND = """
            select l.notification, l.case_id, n.address_hash, l.expires_at
              from link l
              join notification n on n.id = l.notification and n.case_id = l.case_id
             where l.token_hash = $1 and l.kind = $2
            """;

    Future<Optional<Link>> find(SqlClient client, Kind kind, String token) {
        if (!TOKEN.matcher(token).matches()) {
            return Future.succeededFuture(Optional.empty());
        }
        return client.preparedQuery(FIND)
                .execute(Tuple.of(LinkTokens.hash(token), kind.word()))
                .map(rows -> rows.stream()
                        .map(row -> new Link(
                                new NotificationId(row.getUUID("notification")),
                                new CaseId(row.getUUID("case_id")),
                                Optional.ofNullable(row.getBuffer("address_hash")),
                                Times.instant(row.getOffsetDateTime("expires_at"))))
                        .findFirst());
    }
}
