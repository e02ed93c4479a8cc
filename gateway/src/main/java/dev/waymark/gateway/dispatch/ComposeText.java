package dev.waymark.gateway.dispatch;

import dev.waymark.channels.Channel;
import dev.waymark.channels.sms.TextEnvelope;
import dev.waymark.gateway.cases.PersonDetails;
import dev.waymark.gateway.cases.Program;
import dev.waymark.gateway.dispatch.OpenAddressees.Addressed;
import dev.waymark.gateway.dispatch.Prepare.Outgoing;
import dev.waymark.gateway.fanout.TextHours;
import dev.waymark.gateway.outbox.Conclusion;
import dev.waymark.gateway.outbox.Content;
import dev.waymark.gateway.outbox.Lane;
import dev.waymark.gateway.outbox.Notification;
import dev.waymark.gateway.outbox.Reason;
import dev.waymark.gateway.rendering.ContentLevel;
import dev.waymark.gateway.rendering.RenderedText;
import dev.waymark.gateway.rendering.Rendering;
import dev.waymark.gateway.rendering.RenderingContext;
import dev.waymark.gateway.sealing.Reader;
import dev.waymark.gateway.sealing.Sealing;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Text messages to patients and caregivers: who wrote, that there is news, a link. Thread-safe. */
final class ComposeText implements Compose {

    private static final Reader SEND = new Reader("gateway/dispatch", "send text");

    private final OpenAddressees addressees;
    private final Rendering rendering;
    private final Sealing sealing;
    private final Map<Lane, Channel<TextEnvelope>> providers;

    ComposeText(
            OpenAddressees addressees,
            Rendering rendering,
            Sealing sealing,
            Map<String, Channel<TextEnvelope>> providers) {
        this.addressees = addressees;
        this.rendering = rendering;
        this.sealing = sealing;
        this.providers = new HashMap<>();
        providers.forEach((name, channel) -> this.providers.put(Lane.sms(name), channel));
    }

    @Override
    public Future<List<Prepared>> compose(SqlClient tx, List<Outgoing> going) {
        return addressees
                .open(tx, SEND, going)
                .map(opened -> opened.stream().map(this::prepared).toList());
    }

    private Prepared prepared(Addressed one) {
        Outgoing outgoing = one.outgoing();
        PersonDetails details = one.requireDetails();
        ZoneId zone = one.requirePerson()
                .timeZone()
                .orElse(outgoing.situation().program().timeZone());
        Channel<TextEnvelope> channel = providers.get(outgoing.claimed().lane());
        if (channel == null) {
            return Prepare.settled(outgoing, Conclusion.Ended.unsent("left-out", Reason.NO_PROVIDER.code()));
        }
        return Recheck.decentHours(
                        outgoing.claimed().id(),
                        new TextHours(zone, details.quietHours()),
                        outgoing.situation().now())
                .map(held -> Prepare.settled(outgoing, held))
                .orElseGet(() -> ready(one, details, zone, channel));
    }

    private Prepared ready(Addressed one, PersonDetails details, ZoneId zone, Channel<TextEnvelope> channel) {
        Outgoing outgoing = one.outgoing();
        Notification notification = outgoing.notification();
        Program program = outgoing.situation().program();
        RenderedText text = rendering.text(
                notification.template(),
                one.requirePerson().language(),
                program.language(),
                RenderingContext.from(program.publicName(), program.phone(), zone)
                        .link(one.link())
                        .build());
        TextEnvelope envelope =
                new TextEnvelope(notification.id().toString(), details.sms().orElseThrow(), text.text());
        return new Prepared.Ready(
                outgoing.claimed(),
                sealing.seal(
                        outgoing.key(),
                        Notification.renderedCell(notification.id()),
                        new JsonObject().put("text", text.text()).toBuffer()),
                outgoing.key(),
                new Content(Optional.of(text.language()), ContentLevel.MINIMAL.word(), false),
                () -> channel.send(envelope));
    }
}
