package dev.waymark.gateway.dispatch;

import dev.waymark.channels.email.MailAddress;
import dev.waymark.gateway.cases.MilestoneContent;
import dev.waymark.gateway.cases.PgMilestones;
import dev.waymark.gateway.cases.Program;
import dev.waymark.gateway.dispatch.OpenAddressees.Addressed;
import dev.waymark.gateway.dispatch.Prepare.Outgoing;
import dev.waymark.gateway.fanout.OpenWords;
import dev.waymark.gateway.fanout.Situation;
import dev.waymark.gateway.messages.PgMessages;
import dev.waymark.gateway.model.MilestoneId;
import dev.waymark.gateway.outbox.Conclusion;
import dev.waymark.gateway.outbox.Notification;
import dev.waymark.gateway.outbox.OperatorAlert;
import dev.waymark.gateway.outbox.PgOperatorAlerts;
import dev.waymark.gateway.outbox.Reason;
import dev.waymark.gateway.rendering.Audience;
import dev.waymark.gateway.rendering.ContentLevel;
import dev.waymark.gateway.rendering.MessageContexts;
import dev.waymark.gateway.rendering.PartnerEvent;
import dev.waymark.gateway.rendering.RenderedMail;
import dev.waymark.gateway.rendering.Rendering;
import dev.waymark.gateway.rendering.RenderingContext;
import dev.waymark.gateway.sealing.Reader;
import dev.waymark.gateway.sealing.Sealing;
import dev.waymark.gateway.tasks.Task;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Mail to patients, caregivers and partners' contacts: to a reader with a certificate what the page behind the link says,
 * or the partner's webhook, encrypted; to others no health information, a link. Thread-safe.
 */
final class ComposeMail implements Compose {

    private static final Reader SEND = new Reader("gateway/dispatch", "send mail");
    private static final String SECURE = "secure-mail";

    private final OpenAddressees addressees;
    private final PgMilestones milestones;
    private final PgMessages messages;
    private final PgOperatorAlerts alerts;
    private final Rendering rendering;
    private final MessageContexts contexts;
    private final SendMail sendMail;

    ComposeMail(
            OpenAddressees addressees,
            PgMilestones milestones,
            PgOperatorAlerts alerts,
            Rendering rendering,
            MessageContexts contexts,
            Sealing sealing,
            SendMail sendMail) {
        this.addressees = addressees;
        this.milestones = milestones;
        this.messages = new PgMessages(sealing);
        this.alerts = alerts;
        this.rendering = rendering;
        this.contexts = contexts;
        this.sendMail = sendMail;
    }

    /** Somebody to be written to. */
    private record Letter(Addressed one, MailAddressee to, MailReader reader) {

        Outgoing outgoing() {
            return one.outgoing();
        }

        boolean showsNote() {
            return reader instanceof MailReader.Encrypted
                    && to.audience() == Audience.PARTNER
                    && PartnerEvent.showsNote(
                            outgoing().notification(), outgoing().situation());
        }
    }

    @Override
    public Future<List<Prepared>> compose(SqlClient tx, List<Outgoing> going) {
        return addressees.open(tx, SEND, going).compose(opened -> {
            List<Prepared> prepared = new ArrayList<>();
            List<Letter> letters = new ArrayList<>();
            for (Addressed one : opened) {
                MailAddressee.of(one)
                        .ifPresentOrElse(
                                to -> letters.add(new Letter(
                                        one,
                                        to,
                                        MailReader.of(
                                                to, one.outgoing().situation().now()))),
                                () -> prepared.add(Prepare.settled(
                                        one.outgoing(), Conclusion.Ended.unsent("left-out", Reason.WITHDRAWN.code()))));
            }
            return alerts.raise(tx, unusable(letters))
                    .compose(raised -> notes(tx, letters))
                    .map(notes -> {
                        letters.forEach(letter -> prepared.add(ready(letter, notes)));
                        return prepared;
                    });
        });
    }

    private static List<OperatorAlert> unusable(List<Letter> letters) {
        return letters.stream()
                .flatMap(letter -> SendMail.unusable(letter.outgoing(), letter.reader()).stream())
                .toList();
    }

    private Future<Map<MilestoneId, MilestoneContent>> notes(SqlClient tx, List<Letter> letters) {
        OpenWords words = new OpenWords(milestones, messages);
        letters.stream()
                .filter(Letter::showsNote)
                .map(Letter::outgoing)
                .forEach(one -> words.add(one.situation(), one.notification().milestone()));
        return words.open(tx, SEND);
    }

    private Prepared ready(Letter letter, Map<MilestoneId, MilestoneContent> notes) {
        Outgoing outgoing = letter.outgoing();
        MailAddress to =
                new MailAddress(Optional.of(letter.to().name()), letter.to().address());
        Map<String, String> headers = unsubscribeHeaders(letter.one());
        if (!(letter.reader() instanceof MailReader.Encrypted reader)) {
            return sendMail.plain(outgoing, to, plain(letter), headers);
        }
        Optional<MilestoneContent> note = letter.showsNote()
                ? Optional.ofNullable(notes.get(outgoing.notification().milestone()))
                : Optional.empty();
        return sendMail.secure(
                outgoing,
                to,
                secure(letter, note),
                letter.to().audience() == Audience.PATIENT ? ContentLevel.MOVED : ContentLevel.FULL,
                reader,
                headers,
                () -> sendMail.plain(outgoing, to, plain(letter), headers));
    }

    private RenderedMail plain(Letter letter) {
        Outgoing outgoing = letter.outgoing();
        Program program = outgoing.situation().program();
        return rendering.mail(
                letter.to().audience(),
                outgoing.notification().template(),
                letter.to().language(),
                program.language(),
                MessageContexts.sender(program, letter.to().zone())
                        .link(letter.one().link())
                        .unsubscribeLink(letter.one().unsubscribe())
                        .dueAt(outgoing.notification()
                                .task()
                                .flatMap(outgoing.situation()::task)
                                .map((Task task) ->
                                        task.dueAt(outgoing.situation().now())))
                        .build());
    }

    private RenderedMail secure(Letter letter, Optional<MilestoneContent> note) {
        Notification notification = letter.outgoing().notification();
        Situation situation = letter.outgoing().situation();
        MailAddressee to = letter.to();
        boolean patient = to.audience() == Audience.PATIENT;
        RenderingContext.With context = patient
                ? contexts.news(notification, situation, to.zone(), to.name())
                : contexts.task(notification, situation, to.zone(), note);
        String template = notification.template();
        return rendering.secureMail(
                to.audience(),
                rendering.templates().has(to.audience(), SECURE, template) ? template : patient ? "news" : "task",
                to.language(),
                situation.program().language(),
                context.link(letter.one().link())
                        .unsubscribeLink(letter.one().unsubscribe())
                        .build());
    }

    /** RFC 8058, which is for https only. */
    private static Map<String, String> unsubscribeHeaders(Addressed one) {
        return one.unsubscribe()
                .filter(page -> "https".equals(page.getScheme()))
                .map(page -> Map.of(
                        "List-Unsubscribe", "<" + page + ">", "List-Unsubscribe-Post", "List-Unsubscribe=One-Click"))
                .orElse(Map.of());
    }
}
