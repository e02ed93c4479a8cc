package dev.waymark.gateway.acks;

import dev.waymark.gateway.acks.FollowLink.Behind;
import dev.waymark.gateway.acks.Pages.Page;
import dev.waymark.gateway.cases.CareCase;
import dev.waymark.gateway.messages.AnswerMessage;
import dev.waymark.gateway.messages.Author;
import dev.waymark.gateway.messages.PgMessages;
import dev.waymark.gateway.messages.PostedMessage;
import dev.waymark.gateway.messages.TakeMessage;
import dev.waymark.gateway.model.MessageId;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.Recipient;
import dev.waymark.gateway.partners.Partner;
import dev.waymark.gateway.partners.PartnerDirectory;
import dev.waymark.gateway.rendering.Conversation;
import dev.waymark.gateway.rendering.Conversation.Fault;
import dev.waymark.gateway.sealing.Reader;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Behind the link of a message a partner's contact reads it and answers it, once (protocol, section 8). Thread-safe.
 *
 * <pre>
 *   POST ▶ answered behind this link before? ▶ shown ("sent"); other words are not sent
 *        ▶ takes an answer? no ▶ shown, with why not
 *        ▶ an answer given? no, or none that can be taken ▶ shown, with the form
 *        ▶ taken as a message of the partner ▶ shown ("sent")
 * </pre>
 */
final class ContactPages {

    private static final String FORM = "message";
    private static final String SENT = "message-sent";

    private final PgMessages messages;
    private final AnswerMessage answers;
    private final PartnerDirectory partners;
    private final LinkPages pages;

    ContactPages(PgMessages messages, AnswerMessage answers, PartnerDirectory partners, LinkPages pages) {
        this.messages = messages;
        this.answers = answers;
        this.partners = partners;
        this.pages = pages;
    }

    /** The page, and whether an answer was taken with it. */
    record Shown(Page page, boolean taken) {}

    /** The visit of a contact to a message that their partner sees. */
    private record Visit(Behind behind, PostedMessage message, Recipient.OfContact contact, LinkForm form) {
        CareCase careCase() {
            return behind.situation().careCase();
        }
    }

    /** In the transaction that holds the lock of the case, the notification and the message; audited there. */
    Future<Shown> show(SqlClient tx, Behind behind, PostedMessage message, LinkForm form) {
        Recipient.OfContact contact =
                (Recipient.OfContact) behind.notification().recipient();
        Visit visit = new Visit(behind, message, contact, form);
        return answers.given(
                        tx, message.caseId(), contact, behind.notification().id())
                .compose(given -> texts(tx, visit, given)
                        .compose(texts -> given.map(answer -> Future.succeededFuture(again(visit, answer, texts)))
                                .orElseGet(() -> first(tx, visit, texts))));
    }

    private Future<Map<MessageId, String>> texts(SqlClient tx, Visit visit, Optional<PostedMessage> given) {
        List<PostedMessage> opened = new ArrayList<>(List.of(visit.message()));
        given.ifPresent(opened::add);
        return messages.open(tx, new Reader(visit.contact().toString(), "read message"), opened);
    }

    private Shown again(Visit visit, PostedMessage given, Map<MessageId, String> texts) {
        Optional<String> answer = Optional.ofNullable(texts.get(given.id()));
        Optional<String> other = visit.form().words().filter(words -> !answer.equals(Optional.of(words)));
        String to = given.managers() ? Author.MANAGERS : given.partners().get(0).value();
        return shown(
                other.isPresent() ? 409 : 200,
                SENT,
                visit,
                texts,
                Conversation.NONE.answerTo(name(visit, to)).answer(answer).unsent(other));
    }

    private Future<Shown> first(SqlClient tx, Visit visit, Map<MessageId, String> texts) {
        return switch (Answerable.of(visit.message(), visit.contact().partner(), visit.behind(), partners)) {
            case YES -> open(tx, visit, texts);
            case NOT_ASKED -> Future.succeededFuture(shown(200, FORM, visit, texts, Conversation.NONE));
            case ANSWERED -> Future.succeededFuture(over("message-answered", visit, texts));
            case CLOSED -> Future.succeededFuture(over("message-closed", visit, texts));
        };
    }

    private Shown over(String page, Visit visit, Map<MessageId, String> texts) {
        Optional<String> unsent = visit.form().words();
        return shown(unsent.isPresent() ? 409 : 200, page, visit, texts, Conversation.NONE.unsent(unsent));
    }

    private Future<Shown> open(SqlClient tx, Visit visit, Map<MessageId, String> texts) {
        Conversation held =
                Conversation.NONE.answerTo(name(visit, answers.to(visit.careCase(), visit.message(), visit.contact())));
        Optional<String> answer = visit.form().answer();
        if (answer.isEmpty()) {
            return Future.succeededFuture(shown(200, FORM, visit, texts, held));
        }
        String words = answer.get();
        int length = words.codePointCount(0, words.length());
        if (length == 0) {
            return Future.succeededFuture(shown(422, FORM, visit, texts, held.fault(Fault.MISSING)));
        }
        if (length > TakeMessage.LONGEST_TEXT) {
            return Future.succeededFuture(
                    shown(422, FORM, visit, texts, held.answer(answer).tooLong(length)));
        }
        if (words.indexOf('\0') >= 0) {
            return Future.succeededFuture(
                    shown(422, FORM, visit, texts, held.answer(answer).fault(Fault.UNREADABLE)));
        }
        return answers.answer(
                        tx,
                        visit.careCase(),
                        visit.message(),
                        visit.contact(),
                        visit.behind().notification().id(),
                        words)
                .map(taken -> taken.isPresent()
                        ? new Shown(
                                shown(200, SENT, visit, texts, held.answer(answer))
                                        .page(),
                                true)
                        : shown(409, FORM, visit, texts, held.answer(answer).fault(Fault.NO_ROOM)));
    }

    /** How the reader knows whom an answer goes to. */
    private String name(Visit visit, String to) {
        return to.equals(Author.MANAGERS)
                ? visit.behind().situation().program().publicName()
                : partners.find(new PartnerId(to)).map(Partner::name).orElse(to);
    }

    private Shown shown(int status, String name, Visit visit, Map<MessageId, String> texts, Conversation held) {
        PostedMessage message = visit.message();
        return new Shown(
                new Page(
                        status,
                        pages.message(
                                name,
                                visit.behind(),
                                Optional.ofNullable(texts.get(message.id())),
                                held.postedAt(message.postedAt()),
                                visit.form().code())),
                false);
    }
}
