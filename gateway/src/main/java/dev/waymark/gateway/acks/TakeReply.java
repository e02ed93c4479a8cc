package dev.waymark.gateway.acks;

import dev.waymark.gateway.acks.PgTextCallbacks.Said;
import dev.waymark.gateway.cases.OptOuts;
import dev.waymark.gateway.cases.PgPersons;
import dev.waymark.gateway.cases.Program;
import dev.waymark.gateway.fanout.ReadSituations;
import dev.waymark.gateway.fanout.Situation;
import dev.waymark.gateway.model.NotificationId;
import dev.waymark.gateway.model.Recipient;
import dev.waymark.gateway.outbox.Notification;
import dev.waymark.gateway.outbox.PgNotifications;
import dev.waymark.gateway.rendering.Rendering;
import dev.waymark.gateway.rendering.RenderingContext;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What somebody wrote back (protocol, section 7): a keyword is done, anything else goes to the managers of the case of
 * the newest message to that number. Who opted out hears nothing more, except that and to what they ask for. From a
 * number never written to, only its wish to be left alone is kept. Thread-safe.
 */
final class TakeReply {

    private final PgTexts texts = new PgTexts();
    private final PgNotifications notifications;
    private final ReadSituations situations;
    private final PgPersons persons;
    private final OptOuts optOuts;
    private final Acknowledge acknowledge;
    private final PassOn passOn;
    private final Rendering rendering;
    private final Clocks clocks;

    TakeReply(
            PgNotifications notifications,
            ReadSituations situations,
            PgPersons persons,
            OptOuts optOuts,
            Acknowledge acknowledge,
            PassOn passOn,
            Rendering rendering,
            Clocks clocks) {
        this.notifications = notifications;
        this.situations = situations;
        this.persons = persons;
        this.optOuts = optOuts;
        this.acknowledge = acknowledge;
        this.passOn = passOn;
        this.rendering = rendering;
        this.clocks = clocks;
    }

    /**
     * A text as it came in.
     *
     * @param answered by the provider itself: nothing is to be added
     */
    record Inbound(String from, String text, Optional<Keyword> keyword, boolean answered) {
        private JsonObject toJson() {
            return new JsonObject().put("from", from).put("text", text);
        }

        /** Numbers and words stay out of logs. */
        @Override
        public String toString() {
            return "Inbound[redacted]";
        }
    }

    /** The number, by its hash, with the newest message to it and the case of that. */
    private record From(Buffer number, Notification newest, Situation situation, boolean optedOut) {}

    /** What to answer: the name of a template; and whether managers were alerted. */
    private record Reply(Optional<String> template, boolean alerted) {
        static final Reply SILENCE = new Reply(Optional.empty(), false);

        static Reply with(String template) {
            return new Reply(Optional.of(template), false);
        }
    }

    /** @param callback names the text for ever: of two with one name the managers hear once */
    Future<Taken> take(SqlClient tx, String callback, Inbound inbound) {
        Buffer number = persons.smsHash(inbound.from());
        Optional<Keyword> keyword = inbound.keyword();
        return texts.newest(tx, number, false)
                .compose(newest -> newest.isPresent()
                        ? from(tx, number, newest.get()).compose(from -> reply(tx, from, keyword, callback, inbound)
                                .map(reply -> taken(from, reply, inbound)))
                        : ofNobody(tx, number, keyword));
    }

    private Future<From> from(SqlClient tx, Buffer number, NotificationId newest) {
        return notifications.find(tx, newest).compose(found -> {
            Notification notification = found.orElseThrow();
            return situations.now(tx, List.of(notification.caseId())).compose(stand -> optOuts.isOut(
                            tx, List.of(number))
                    .map(out -> new From(
                            number,
                            notification,
                            Objects.requireNonNull(stand.get(notification.caseId())),
                            !out.isEmpty())));
        });
    }

    private Future<Reply> reply(SqlClient tx, From from, Optional<Keyword> keyword, String callback, Inbound inbound) {
        if (keyword.isEmpty()) {
            return passOn(tx, from, callback, inbound);
        }
        Instant now = clocks.business();
        return switch (keyword.get()) {
            case STOP ->
                optOuts.out(tx, from.number(), OptOuts.Medium.SMS, now)
                        .map(fresh -> fresh ? Reply.with("stop") : Reply.SILENCE);
            case START -> optOuts.in(tx, from.number(), now).map(done -> Reply.with("start"));
            case HELP -> Future.succeededFuture(Reply.with("help"));
            case ACKNOWLEDGE ->
                acknowledge(tx, from).map(done -> from.optedOut() ? Reply.SILENCE : Reply.with("acknowledged"));
        };
    }

    private Future<Void> acknowledge(SqlClient tx, From from) {
        return texts.newest(tx, from.number(), true)
                .compose(open ->
                        open.map(id -> notifications.lock(tx, id)).orElse(Future.succeededFuture(Optional.empty())))
                .compose(found -> found.map(message -> acknowledge
                                .acknowledge(tx, message, new Acknowledge.Words(by(message), Optional.empty()))
                                .<Void>mapEmpty())
                        .orElse(Future.succeededFuture()));
    }

    private static String by(Notification message) {
        return message.recipient() instanceof Recipient.OfPerson of
                ? of.person().value()
                : message.recipient().toString();
    }

    private Future<Reply> passOn(SqlClient tx, From from, String callback, Inbound inbound) {
        Future<Boolean> answers =
                from.optedOut() ? Future.succeededFuture(false) : texts.mayAnswer(tx, from.number(), clocks.business());
        return answers.compose(
                answer -> passOn.toManagers(tx, from.situation(), from.newest(), callback, inbound.text())
                        .map(raised -> new Reply(answer ? Optional.of("passed-on") : Optional.empty(), true)));
    }

    private Taken taken(From from, Reply reply, Inbound inbound) {
        return new Taken(
                answer(reply.template().filter(any -> !inbound.answered()).map(template -> words(template, from))),
                Optional.of(new Said(from.newest().caseId(), inbound.toJson())),
                reply.alerted());
    }

    private String words(String template, From from) {
        Program program = from.situation().program();
        Optional<Addressee> reader = Addressee.of(from.newest().recipient(), from.situation());
        return rendering
                .text(
                        template,
                        reader.map(Addressee::language).orElse(program.language()),
                        program.language(),
                        RenderingContext.from(program.publicName(), program.phone(), program.timeZone())
                                .build())
                .text();
    }

    private Future<Taken> ofNobody(SqlClient tx, Buffer number, Optional<Keyword> keyword) {
        Taken dropped = new Taken(answer(Optional.empty()), Optional.empty(), false);
        if (keyword.filter(Keyword.STOP::equals).isPresent()) {
            return optOuts.out(tx, number, OptOuts.Medium.SMS, clocks.business())
                    .map(dropped);
        }
        if (keyword.filter(Keyword.START::equals).isPresent()) {
            return optOuts.in(tx, number, clocks.business()).map(dropped);
        }
        return Future.succeededFuture(dropped);
    }

    private static JsonObject answer(Optional<String> reply) {
        return new JsonObject().put("reply", reply.orElse(null));
    }
}
