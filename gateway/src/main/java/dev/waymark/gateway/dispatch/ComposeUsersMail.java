package dev.waymark.gateway.dispatch;

import dev.waymark.channels.email.MailAddress;
import dev.waymark.gateway.cases.CaseAccess;
import dev.waymark.gateway.cases.Program;
import dev.waymark.gateway.cases.RecordedMilestone;
import dev.waymark.gateway.dispatch.PgMailedAlerts.Mailed;
import dev.waymark.gateway.dispatch.Prepare.Outgoing;
import dev.waymark.gateway.fanout.Situation;
import dev.waymark.gateway.identity.User;
import dev.waymark.gateway.identity.Users;
import dev.waymark.gateway.model.AlertId;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.Recipient;
import dev.waymark.gateway.outbox.Conclusion;
import dev.waymark.gateway.outbox.Notification;
import dev.waymark.gateway.outbox.OperatorAlert;
import dev.waymark.gateway.outbox.PgOperatorAlerts;
import dev.waymark.gateway.outbox.Reason;
import dev.waymark.gateway.partners.Partner;
import dev.waymark.gateway.rendering.Audience;
import dev.waymark.gateway.rendering.ContentLevel;
import dev.waymark.gateway.rendering.MessageContexts;
import dev.waymark.gateway.rendering.RenderedMail;
import dev.waymark.gateway.rendering.Rendering;
import dev.waymark.gateway.rendering.RenderingContext;
import dev.waymark.gateway.sealing.Reader;
import dev.waymark.gateway.sealing.Sealed;
import dev.waymark.gateway.sealing.Sealing;
import dev.waymark.gateway.tasks.Task;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Mail to the people who manage cases: an alert that nobody acknowledged, a task that nobody answered. To who has a
 * certificate what the alert says, encrypted; to others that something waits in the console. Thread-safe.
 */
final class ComposeUsersMail implements Compose {

    private static final Reader SEND = new Reader("gateway/dispatch", "mail alert");
    private static final String PLAIN = "alert";

    private final Users users;
    private final CaseAccess access;
    private final PgMailedAlerts alerts = new PgMailedAlerts();
    private final PgOperatorAlerts operatorAlerts;
    private final Rendering rendering;
    private final Sealing sealing;
    private final SendMail sendMail;
    private final URI console;

    ComposeUsersMail(
            Users users,
            CaseAccess access,
            PgOperatorAlerts operatorAlerts,
            Rendering rendering,
            Sealing sealing,
            SendMail sendMail,
            URI publicUrl) {
        this.users = users;
        this.access = access;
        this.operatorAlerts = operatorAlerts;
        this.rendering = rendering;
        this.sealing = sealing;
        this.sendMail = sendMail;
        this.console = publicUrl.resolve("/console");
    }

    /** Somebody to be written to. */
    private record Letter(Outgoing one, MailAddressee to, MailReader reader) {}

    @Override
    public Future<List<Prepared>> compose(SqlClient tx, List<Outgoing> going) {
        List<Prepared> prepared = new ArrayList<>();
        List<Letter> letters = new ArrayList<>();
        for (Outgoing one : going) {
            addressee(one)
                    .ifPresentOrElse(
                            to -> letters.add(new Letter(
                                    one, to, MailReader.of(to, one.situation().now()))),
                            () -> prepared.add(Prepare.settled(
                                    one, Conclusion.Ended.unsent("left-out", Reason.WITHDRAWN.code()))));
        }
        return operatorAlerts
                .raise(tx, unusable(letters))
                .compose(raised -> alerts.byIds(tx, alertsOf(letters)))
                .compose(about -> words(tx, letters, about).map(words -> {
                    letters.forEach(letter -> prepared.add(ready(letter, about, words)));
                    return prepared;
                }));
    }

    /** Empty: has no address any more, or the case is not theirs any more: it was handed over, or they were taken off it. */
    private Optional<MailAddressee> addressee(Outgoing one) {
        if (!(one.notification().recipient() instanceof Recipient.OfUser of)) {
            throw new IllegalStateException("notification " + one.notification().id() + " is to no user");
        }
        Program program = one.situation().program();
        return users.find(of.user())
                .filter(user -> access.mayUse(
                        user.asCaller(partner -> false), one.situation().careCase()))
                .flatMap(user -> user.email().map(address -> addressee(user, address, program)));
    }

    private static MailAddressee addressee(User user, String address, Program program) {
        return new MailAddressee(
                Audience.MANAGER,
                user.name(),
                address,
                program.language(),
                program.timeZone(),
                user.certificate(),
                Optional.empty());
    }

    private static List<OperatorAlert> unusable(List<Letter> letters) {
        return letters.stream()
                .flatMap(letter -> SendMail.unusable(letter.one(), letter.reader()).stream())
                .toList();
    }

    /** Mail that is about no task has its alert in the place of a milestone. */
    private static AlertId alert(Notification notification) {
        return new AlertId(notification.milestone().value());
    }

    private static List<AlertId> alertsOf(List<Letter> letters) {
        return letters.stream()
                .map(letter -> letter.one().notification())
                .filter(notification -> notification.task().isEmpty())
                .map(ComposeUsersMail::alert)
                .toList();
    }

    /** Those alone that are encrypted to their reader. */
    private Future<Map<AlertId, String>> words(SqlClient tx, List<Letter> letters, Map<AlertId, Mailed> about) {
        List<AlertId> opened = new ArrayList<>();
        List<Sealed> sealed = new ArrayList<>();
        for (Letter letter : letters) {
            AlertId id = alert(letter.one().notification());
            Mailed mailed = about.get(id);
            if (letter.reader() instanceof MailReader.Encrypted && mailed != null) {
                mailed.words().ifPresent(words -> {
                    opened.add(id);
                    sealed.add(words);
                });
            }
        }
        return sealing.open(tx, SEND, sealed).map(values -> {
            Map<AlertId, String> words = new HashMap<>();
            for (int i = 0; i < values.size(); i++) {
                words.put(opened.get(i), values.get(i).toString());
            }
            return words;
        });
    }

    private Prepared ready(Letter letter, Map<AlertId, Mailed> about, Map<AlertId, String> words) {
        Situation situation = letter.one().situation();
        MailAddressee to = letter.to();
        MailAddress address = new MailAddress(Optional.of(to.name()), to.address());
        RenderingContext.With sender =
                MessageContexts.sender(situation.program(), to.zone()).link(console);
        RenderedMail plain = rendering.mail(Audience.MANAGER, PLAIN, to.language(), to.language(), sender.build());
        if (!(letter.reader() instanceof MailReader.Encrypted reader)) {
            return sendMail.plain(letter.one(), address, plain, Map.of());
        }
        Notification notification = letter.one().notification();
        Mailed mailed = about.get(alert(notification));
        RenderingContext.With context = notification
                .task()
                .flatMap(situation::task)
                .map(task -> ofTask(sender, situation, task))
                .orElseGet(() -> mailed == null ? sender : ofAlert(sender, situation, mailed))
                .caseCode(Optional.of(situation.careCase().ref().code()))
                .note(Optional.ofNullable(words.get(alert(notification))));
        RenderedMail mail = rendering.secureMail(
                Audience.MANAGER, notification.template(), to.language(), to.language(), context.build());
        return sendMail.secure(
                letter.one(),
                address,
                mail,
                ContentLevel.FULL,
                reader,
                Map.of(),
                () -> sendMail.plain(letter.one(), address, plain, Map.of()));
    }

    private static RenderingContext.With ofTask(RenderingContext.With context, Situation situation, Task task) {
        return context.milestone(Optional.ofNullable(situation.milestones().get(task.milestone()))
                        .map(RecordedMilestone::code))
                .action(Optional.of(task.action()))
                .dueAt(Optional.of(task.dueAt(situation.now())))
                .expectedBy(Optional.of(task.dueAt(situation.now())))
                .partnerName(Optional.of(name(situation, task.owner())));
    }

    private static RenderingContext.With ofAlert(RenderingContext.With context, Situation situation, Mailed alert) {
        return context.milestone(Optional.of(alert.code()))
                .partnerName(alert.partner().map(partner -> name(situation, partner)))
                .reason(alert.reason())
                .expectedBy(alert.expectedBy());
    }

    private static String name(Situation situation, PartnerId id) {
        return situation.partner(id).map(Partner::name).orElse(id.value());
    }
}
