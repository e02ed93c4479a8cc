package dev.waymark.gateway.messages;

import dev.waymark.gateway.cases.CareCase;
import dev.waymark.gateway.cases.CaseViewer;
import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.http.StrictJson;
import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.model.NotificationId;
import dev.waymark.gateway.model.Recipient;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import java.util.Optional;

/**
 * The answer that a partner's contact gives behind the link of a mail (protocol, section 8): a message of the partner like
 * any other, one for each link. Thread-safe.
 */
public final class AnswerMessage {

    private final PgMessages messages;
    private final TakeMessage take;

    public AnswerMessage(PgMessages messages, TakeMessage take) {
        this.messages = messages;
        this.take = take;
    }

    /** The partner's own id of what is written behind the link of this notification: it takes one answer. */
    private static String ownId(NotificationId link) {
        return "link/" + link;
    }

    /** What was answered behind this link before. */
    public Future<Optional<PostedMessage>> given(
            SqlClient tx, CaseId caseId, Recipient.OfContact contact, NotificationId link) {
        return messages.byOwnId(tx, caseId, Author.OfPartner.behindLink(contact), ownId(link))
                .map(found -> found.map(PgMessages.Kept::message));
    }

    /**
     * Takes it as the signed call takes it, in the transaction given, which shows the case as it is. It goes to who wrote;
     * to the managers where that partner can be told nothing any more. Empty: the case takes no more of this partner.
     */
    public Future<Optional<PostedMessage>> answer(
            SqlClient tx,
            CareCase careCase,
            PostedMessage asked,
            Recipient.OfContact contact,
            NotificationId link,
            String text) {
        Author author = Author.OfPartner.behindLink(contact);
        JsonObject message = new JsonObject()
                .put("id", ownId(link))
                .put("to", new JsonArray().add(to(careCase, asked, contact)))
                .put("text", text)
                .put("inReplyTo", asked.id().toString());
        return take.take(
                        tx,
                        careCase,
                        new CaseViewer.AsPartner(contact.partner()),
                        author,
                        StrictJson.tree(message.toBuffer()))
                .map(taken -> Optional.of(taken.message()))
                .recover(refused ->
                        refused instanceof Problem problem && problem.code().equals(TakeMessage.NO_ROOM)
                                ? Future.succeededFuture(Optional.empty())
                                : Future.failedFuture(refused));
    }

    /** Whom an answer of this contact's goes to: a partner's id, or {@code managers}. */
    public String to(CareCase careCase, PostedMessage asked, Recipient.OfContact contact) {
        String writer = asked.author().wire();
        return take.reaches(careCase, Author.OfPartner.behindLink(contact), writer) ? writer : Author.MANAGERS;
    }
}
