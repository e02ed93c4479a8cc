package dev.waymark.gateway.acks;

import dev.waymark.channels.Words;
import dev.waymark.channels.sms.TwilioOutcome;
import dev.waymark.channels.sms.TwilioSignature;
import dev.waymark.channels.sms.TwilioTextChannel;
import dev.waymark.channels.sms.TwilioTextSettings;
import dev.waymark.gateway.acks.PgTextCallbacks.CallbackId;
import dev.waymark.gateway.acks.TakeReply.Inbound;
import dev.waymark.gateway.acks.TakeStatus.Status;
import dev.waymark.gateway.http.Form;
import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.model.NotificationId;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Callbacks as Twilio sends them: forms, signed over {@code publicUrl} and path, whatever the Host header says; answered
 * with TwiML. Since their signature has no time, an inbound text is remembered for good. Thread-safe.
 *
 * @see <a href="https://www.twilio.com/docs/messaging/guides/webhook-request">the text</a>
 */
final class TwilioCallbacks implements ProviderCallbacks {

    private static final String EMPTY = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response></Response>";

    private static final Map<String, Keyword> OPT_OUT_TYPES =
            Map.of("STOP", Keyword.STOP, "START", Keyword.START, "HELP", Keyword.HELP);

    private final String provider;
    private final TwilioTextSettings settings;
    private final URI publicUrl;

    TwilioCallbacks(String provider, TwilioTextSettings settings, URI publicUrl) {
        this.provider = provider;
        this.settings = settings;
        this.publicUrl = publicUrl;
    }

    @Override
    public Genuine<Status> status(RoutingContext context) {
        Form form = genuine(context);
        String sid = sid(form);
        String status = form.text("MessageStatus")
                .or(() -> form.text("SmsStatus"))
                .orElseThrow(() -> missing("MessageStatus"))
                .toLowerCase(Locale.ROOT);
        Optional<String> error = form.text("ErrorCode").filter(code -> code.matches("[1-9][0-9]{0,9}"));
        return new Genuine<>(
                new CallbackId(provider, sid + "/" + status),
                new Status(
                        message(context),
                        Optional.of(sid),
                        DeliveryStatus.ofTwilio(status),
                        error.map(code -> "twilio-" + code),
                        error.filter(code -> code.equals(Integer.toString(TwilioOutcome.OPTED_OUT)))
                                .isPresent()));
    }

    @Override
    public Genuine<Inbound> inbound(RoutingContext context) {
        Form form = genuine(context);
        String sid = sid(form);
        String from = form.text("From").orElseThrow(() -> missing("From"));
        String text = form.text("Body").orElse("");
        Optional<Keyword> settled = form.text("OptOutType")
                .map(type -> type.toUpperCase(Locale.ROOT))
                .flatMap(type -> Optional.ofNullable(OPT_OUT_TYPES.get(type)));
        boolean answered = settled.isPresent() || (settings.answersOptOuts() && Keyword.isTwilios(text));
        return new Genuine<>(
                new CallbackId(provider, sid),
                new Inbound(from, Words.of(text).orElse(""), settled.or(() -> Keyword.of(text)), answered));
    }

    /** The message that the callback's address names. */
    private static Optional<NotificationId> message(RoutingContext context) {
        return context.queryParam(TwilioTextChannel.ID).stream().findFirst().map(id -> {
            try {
                return NotificationId.of(id);
            } catch (IllegalArgumentException noId) {
                throw Problem.notFound();
            }
        });
    }

    private Form genuine(RoutingContext context) {
        HttpServerRequest request = context.request();
        String signature = request.getHeader(TwilioSignature.HEADER);
        if (signature == null) {
            throw refused("signature-missing", "A callback carries " + TwilioSignature.HEADER);
        }
        Form form = Form.of(context);
        String target = request.path() + (request.query() == null ? "" : "?" + request.query());
        if (!TwilioSignature.isGenuine(settings.authToken(), publicUrl, target, form.all(), signature)) {
            throw refused("signature-invalid", "The signature is not that of this account over publicUrl and path");
        }
        form.text("AccountSid")
                .filter(account -> !account.equals(settings.accountSid()))
                .ifPresent(other -> {
                    throw refused("signature-invalid", "The callback is of another account");
                });
        return form;
    }

    private static Problem refused(String code, String detail) {
        return Problem.of(403, code, "The callback's signature is refused", detail);
    }

    private static String sid(Form form) {
        return form.text("MessageSid")
                .or(() -> form.text("SmsSid"))
                .filter(sid -> sid.matches("[A-Za-z0-9]{1,64}"))
                .orElseThrow(() -> missing("MessageSid"));
    }

    private static Problem missing(String field) {
        return Problem.of(422, "invalid", "The form is not a callback of Twilio's", field + " is missing");
    }

    @Override
    public void answer(RoutingContext context, Future<JsonObject> answer) {
        answer.onSuccess(said -> write(context, twiml(Optional.ofNullable(said.getString("reply")))))
                .onFailure(context::fail);
    }

    private static String twiml(Optional<String> reply) {
        return reply.map(text -> EMPTY.replace("</Response>", "<Message>" + escaped(text) + "</Message></Response>"))
                .orElse(EMPTY);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static void write(RoutingContext context, String twiml) {
        HttpServerResponse response = context.response();
        if (!response.headWritten() && !response.closed()) {
            response.putHeader("Content-Type", "text/xml; charset=utf-8").end(twiml);
        }
    }
}
