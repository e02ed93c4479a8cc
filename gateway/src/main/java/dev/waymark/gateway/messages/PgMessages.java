package dev.waymark.gateway.messages;

import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.MessageId;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.pg.Times;
import dev.waymark.gateway.sealing.Cell;
import dev.waymark.gateway.sealing.Reader;
import dev.waymark.gateway.sealing.Scope;
import dev.waymark.gateway.sealing.Sealed;
import dev.waymark.gateway.sealing.Sealing;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Messages in PostgreSQL. Thread-safe; every call runs on the connection or transaction given. */
public final class PgMessages {

    private static final String MESSAGES = """
            select case_id, id, author, writer, own_id, recipients, in_reply_to, answer_millis, posted_at
              from message
            """;

    private static final String OF_CASES = MESSAGES + """
             where case_id = any($1)
             order by case_id, arrival
            """;

    private static final String BY_OWN_ID = """
            select case_id, id, author, writer, own_id, recipients, in_reply_to, answer_millis, posted_at, digest
              from message
             where case_id = $1 and author = $2 and own_id = $3
            """;

    private static final String FIND = MESSAGES + """
             where case_id = $1 and id = $2
            """;

    private static final String COUNT = "select count(*) from message where case_id = $1 and author = $2";

    private static final String INSERT = """
            insert into message (case_id, id, author, writer, own_id, digest, recipients, text, in_reply_to, answer_millis,
                                 posted_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            on conflict (case_id, author, own_id) do nothing
            """;

    private static final String TO_BE_PLANNED = """
            insert into fanout_due (case_id, message, made_at)
            values ($1, $2, $3)
            """;

    private static final String TEXTS = """
            select case_id, id, text
              from message
             where id = any($1) and text is not null
            """;

    private final Sealing sealing;

    public PgMessages(Sealing sealing) {
        this.sealing = sealing;
    }

    /** What was written on these cases, the oldest first; a case without messages is absent. */
    public Future<Map<CaseId, List<PostedMessage>>> ofCases(SqlClient client, Collection<CaseId> cases) {
        if (cases.isEmpty()) {
            return Future.succeededFuture(Map.of());
        }
        UUID[] ids = cases.stream().map(CaseId::value).distinct().toArray(UUID[]::new);
        return client.preparedQuery(OF_CASES).execute(Tuple.of(ids)).map(rows -> {
            Map<CaseId, List<PostedMessage>> threads = new LinkedHashMap<>();
            rows.forEach(row -> {
                PostedMessage message = read(row);
                threads.computeIfAbsent(message.caseId(), id -> new ArrayList<>())
                        .add(message);
            });
            return threads;
        });
    }

    /** What these say, opened for {@code reader} and audited in this transaction; of a forgotten case nothing. */
    public Future<Map<MessageId, String>> open(SqlClient tx, Reader reader, Collection<PostedMessage> messages) {
        if (messages.isEmpty()) {
            return Future.succeededFuture(Map.of());
        }
        UUID[] ids = messages.stream().map(message -> message.id().value()).toArray(UUID[]::new);
        return tx.preparedQuery(TEXTS).execute(Tuple.of(ids)).compose(rows -> {
            Map<MessageId, Sealed> sealed = new LinkedHashMap<>();
            rows.forEach(row -> {
                MessageId id = new MessageId(row.getUUID("id"));
                Scope scope = Scope.of(new CaseId(row.getUUID("case_id")));
                sealed.put(id, new Sealed(scope, textCell(id), row.getBuffer("text")));
            });
            return sealing.open(tx, reader, sealed).map(opened -> {
                Map<MessageId, String> texts = new HashMap<>();
                opened.forEach((id, text) -> texts.put(id, text.toString()));
                return texts;
            });
        });
    }

    /** A message, and the digest of what was sent. */
    record Kept(PostedMessage message, Buffer digest) {}

    Future<Optional<Kept>> byOwnId(SqlClient tx, CaseId caseId, Author author, String ownId) {
        return tx.preparedQuery(BY_OWN_ID)
                .execute(Tuple.of(caseId.value(), author.toString(), ownId))
                .map(rows -> rows.stream()
                        .map(row -> new Kept(read(row), row.getBuffer("digest")))
                        .findFirst());
    }

    /** How many this author wrote on the case. */
    Future<Long> count(SqlClient tx, CaseId caseId, Author author) {
        return tx.preparedQuery(COUNT)
                .execute(Tuple.of(caseId.value(), author.toString()))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    Future<Optional<PostedMessage>> find(SqlClient tx, CaseId caseId, MessageId id) {
        return tx.preparedQuery(FIND)
                .execute(Tuple.of(caseId.value(), id.value()))
                .map(rows -> rows.stream().map(PgMessages::read).findFirst());
    }

    /** Adds it, and what has the fan-out tell of it; false: its writer sent this id meanwhile. */
    Future<Boolean> add(SqlClient tx, PostedMessage message, Buffer digest, String text) {
        Scope scope = Scope.of(message.caseId());
        return sealing.key(tx, scope)
                .compose(key -> tx.preparedQuery(INSERT)
                        .execute(row(message, digest, sealing.seal(key, textCell(message.id()), Buffer.buffer(text)))))
                .compose(rows -> rows.rowCount() == 0
                        ? Future.succeededFuture(false)
                        : tx.preparedQuery(TO_BE_PLANNED)
                                .execute(Tuple.of(
                                        message.caseId().value(), message.id().value(), Times.of(message.postedAt())))
                                .map(true));
    }

    private static Cell textCell(MessageId id) {
        return new Cell("message", "text", id.toString());
    }

    private static Tuple row(PostedMessage message, Buffer digest, Buffer sealed) {
        return Tuple.tuple()
                .addUUID(message.caseId().value())
                .addUUID(message.id().value())
                .addString(message.author().toString())
                .addValue(
                        message.author() instanceof Author.OfPartner partner
                                ? partner.by().orElse(null)
                                : null)
                .addString(message.ownId())
                .addBuffer(digest)
                .addArrayOfString(recipients(message))
                .addBuffer(sealed)
                .addValue(message.inReplyTo().map(MessageId::value).orElse(null))
                .addValue(message.answerWithin().map(Duration::toMillis).orElse(null))
                .addOffsetDateTime(Times.of(message.postedAt()));
    }

    private static String[] recipients(PostedMessage message) {
        return Stream.concat(
                        message.partners().stream().map(PartnerId::value),
                        Stream.of(Author.MANAGERS).filter(managers -> message.managers()))
                .toArray(String[]::new);
    }

    private static PostedMessage read(Row row) {
        List<String> recipients = List.of(row.getArrayOfStrings("recipients"));
        return new PostedMessage(
                new CaseId(row.getUUID("case_id")),
                new MessageId(row.getUUID("id")),
                Author.of(row.getString("author"), Optional.ofNullable(row.getString("writer"))),
                row.getString("own_id"),
                recipients.stream()
                        .filter(one -> !one.equals(Author.MANAGERS))
                        .map(PartnerId::new)
                        .toList(),
                recipients.contains(Author.MANAGERS),
                Optional.ofNullable(row.getUUID("in_reply_to")).map(MessageId::new),
                Optional.ofNullable(row.getLong("answer_millis")).map(Duration::ofMillis),
                Times.instant(row.getOffsetDateTime("posted_at")));
    }
}
