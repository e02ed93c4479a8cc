package dev.waymark.gateway.messages;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.gateway.cases.CareCase;
import dev.waymark.gateway.cases.CaseViewer;
import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.messages.PgMessages.Kept;
import dev.waymark.gateway.model.Ids;
import dev.waymark.gateway.model.MessageId;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.sealing.Sealing;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import java.util.Optional;
import java.util.function.Predicate;

/** Takes a message, once for each id of its writer's; the same again is answered as the first time. Thread-safe. */
public final class TakeMessage {

    /** Characters of a text (protocol, section 5a). */
    public static final int LONGEST_TEXT = Draft.LONGEST_TEXT;

    /** The code of what a case takes no more of. */
    static final String NO_ROOM = "messages-limit";

    /** Beyond any conversation; each is read again with every plan of its case. Nobody uses up what others may write. */
    static final int MOST_OF_AN_AUTHOR = 5_000;

    private final PgMessages messages;
    private final PgReplies replies = new PgReplies();
    private final Predicate<PartnerId> takesMessages;
    private final Sealing sealing;
    private final Ids ids;
    private final Clocks clocks;

    /** @param takesMessages whether a partner is there and not disabled */
    public TakeMessage(
            PgMessages messages, Predicate<PartnerId> takesMessages, Sealing sealing, Ids ids, Clocks clocks) {
        this.messages = messages;
        this.takesMessages = takesMessages;
        this.sealing = sealing;
        this.ids = ids;
        this.clocks = clocks;
    }

    /** The message as it stands; {@code duplicate} where it stood there before. */
    record Taken(PostedMessage message, boolean duplicate) {}

    /** In the transaction given, which shows the case as it is. */
    Future<Taken> take(SqlClient tx, CareCase careCase, CaseViewer viewer, Author author, JsonNode body) {
        Draft draft = Draft.of(body, addressee -> refusal(careCase, author, addressee));
        Buffer digest = sealing.keyedHash("message-digest", draft.canonical());
        return messages.byOwnId(tx, careCase.id(), author, draft.ownId())
                .compose(found -> found.map(kept -> again(kept, digest)).orElseGet(() -> isTold(draft)
                        .compose(told -> isAnswerable(tx, careCase, viewer, draft))
                        .compose(answerable -> hasRoom(tx, careCase, author))
                        .compose(room -> add(tx, careCase, author, draft, digest))));
    }

    private static Future<Void> isTold(Draft draft) {
        return draft.unreachable().isEmpty()
                ? Future.succeededFuture()
                : Future.failedFuture(Problem.invalid(draft.unreachable()));
    }

    private static Future<Taken> again(Kept kept, Buffer digest) {
        return kept.digest().equals(digest)
                ? Future.succeededFuture(new Taken(kept.message(), true))
                : Future.failedFuture(Problem.of(
                        409,
                        "message-conflict",
                        "Another message has this id",
                        "You sent other content under this id at "
                                + kept.message().postedAt()));
    }

    private Future<Void> hasRoom(SqlClient tx, CareCase careCase, Author author) {
        return messages.count(tx, careCase.id(), author)
                .compose(count -> count < MOST_OF_AN_AUTHOR
                        ? Future.succeededFuture()
                        : Future.failedFuture(Problem.of(
                                409,
                                NO_ROOM,
                                "This case takes no more messages of yours",
                                "It has " + count + " of them, the most that it takes of anybody")));
    }

    /** Whether this writer can address them on this case now. */
    boolean reaches(CareCase careCase, Author author, String addressee) {
        return refusal(careCase, author, addressee).isEmpty();
    }

    private Optional<String> refusal(CareCase careCase, Author author, String addressee) {
        if (addressee.equals(Author.MANAGERS)) {
            return Optional.empty();
        }
        if (!PartnerId.isValid(addressee) || !careCase.lists(new PartnerId(addressee))) {
            return Optional.of("is neither a partner on this case nor " + Author.MANAGERS);
        }
        if (author.wire().equals(addressee)) {
            return Optional.of("is who writes");
        }
        return takesMessages.test(new PartnerId(addressee))
                ? Optional.empty()
                : Optional.of("takes no messages now: this partner is disabled");
    }

    private Future<Void> isAnswerable(SqlClient tx, CareCase careCase, CaseViewer viewer, Draft draft) {
        Optional<MessageId> asked = draft.inReplyTo();
        if (asked.isEmpty()) {
            return Future.succeededFuture();
        }
        return messages.find(tx, careCase.id(), asked.get())
                .compose(found ->
                        found.filter(message -> message.isSeenBy(viewer)).isPresent()
                                ? replies.hold(tx, careCase.id(), asked.get())
                                : Future.failedFuture(
                                        Problem.invalid("/inReplyTo", "is no message of this case that you see")));
    }

    private Future<Taken> add(SqlClient tx, CareCase careCase, Author author, Draft draft, Buffer digest) {
        PostedMessage message = new PostedMessage(
                careCase.id(),
                new MessageId(ids.next()),
                author,
                draft.ownId(),
                draft.toPartners(),
                draft.toManagers(),
                draft.inReplyTo(),
                draft.answerWithin(),
                clocks.business());
        return messages.add(tx, message, digest, draft.text())
                .compose(added -> added
                        ? Future.succeededFuture(new Taken(message, false))
                        : messages.byOwnId(tx, careCase.id(), author, draft.ownId())
                                .compose(kept -> again(kept.orElseThrow(), digest)));
    }
}
