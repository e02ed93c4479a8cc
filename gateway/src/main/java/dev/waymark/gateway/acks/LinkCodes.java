package dev.waymark.gateway.acks;

import dev.waymark.channels.Channel;
import dev.waymark.channels.SendOutcome;
import dev.waymark.channels.sms.TextEnvelope;
import dev.waymark.channels.sms.TwilioOutcome;
import dev.waymark.gateway.acks.FollowLink.Behind;
import dev.waymark.gateway.acks.PgLinkCodes.Code;
import dev.waymark.gateway.acks.PgLinkCodes.NewCode;
import dev.waymark.gateway.cases.OptOuts;
import dev.waymark.gateway.cases.PersonDetails;
import dev.waymark.gateway.cases.PgPersons;
import dev.waymark.gateway.cases.Program;
import dev.waymark.gateway.fanout.LinkTokens;
import dev.waymark.gateway.model.Ids;
import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.rendering.Rendering;
import dev.waymark.gateway.rendering.RenderingContext;
import dev.waymark.gateway.sealing.Reader;
import dev.waymark.gateway.sealing.Sealing;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Six digits, texted to the number on file and asked for before a message is shown, where the program says {@code verify:
 * code} (protocol, section 8): good for ten minutes and five tries. Sent at once and not by the outbox, since somebody
 * waits for it. Thread-safe.
 */
public final class LinkCodes {

    private static final Logger LOG = LoggerFactory.getLogger(LinkCodes.class);
    private static final Reader TEXT_CODE = new Reader("gateway/acks", "text code");

    /** Protocol, section 8. */
    private static final Duration LIFE = Duration.ofMinutes(10);

    /** Protocol, section 8. */
    private static final int MOST_TRIES = 5;

    /** Who presses the button twice gets one text. */
    private static final Duration NOT_AGAIN_BEFORE = Duration.ofSeconds(30);

    /** So that nobody's phone is flooded, and a code is not guessed in a month. What was not sent counts in the day alone. */
    private static final int MOST_AN_HOUR = 3;

    private static final int MOST_A_DAY = 10;
    private static final int CODES = 1_000_000;

    private final PgLinkCodes codes = new PgLinkCodes();
    private final PgPersons persons;
    private final OptOuts optOuts;
    private final Map<String, Channel<TextEnvelope>> providers;
    private final Rendering rendering;
    private final Sealing sealing;
    private final Ids ids;
    private final SecureRandom random;
    private final Clocks clocks;

    public LinkCodes(
            PgPersons persons,
            OptOuts optOuts,
            Map<String, Channel<TextEnvelope>> providers,
            Rendering rendering,
            Sealing sealing,
            Ids ids,
            SecureRandom random,
            Clocks clocks) {
        this.persons = persons;
        this.optOuts = optOuts;
        this.providers = Map.copyOf(providers);
        this.rendering = rendering;
        this.sealing = sealing;
        this.ids = ids;
        this.random = random;
        this.clocks = clocks;
    }

    /** Forgets those that count for nothing any more. */
    public Future<Void> forget(SqlClient client) {
        return codes.forget(client, clocks.steady().minus(Duration.ofDays(2)));
    }

    /** Whether a code is asked for. A partner's contact without a number on file answers without. */
    static boolean areAskedFor(Behind behind) {
        boolean hasNumber = !(behind.addressee() instanceof Addressee.OfContact contact)
                || contact.contact().sms().isPresent();
        return behind.situation().program().verify() == Program.Verify.CODE && hasNumber;
    }

    /** A code that is to be texted once it is durable. Prints nothing. */
    record CodeText(UUID id, Behind behind, Buffer number, Channel<TextEnvelope> channel, TextEnvelope envelope) {
        @Override
        public String toString() {
            return "CodeText[" + id + "]";
        }
    }

    /** What comes of asking for a code: one is out already, or one is to be sent; neither: none can be. */
    record Asked(boolean out, Optional<CodeText> text) {
        static final Asked OUT_ALREADY = new Asked(true, Optional.empty());
        static final Asked IMPOSSIBLE = new Asked(false, Optional.empty());
    }

    /** Makes a code for this link, in the transaction that holds the lock of its message. */
    Future<Asked> ask(SqlClient tx, Behind behind, String token) {
        Instant now = clocks.steady();
        return codes.newest(tx, LinkTokens.hash(token)).compose(newest -> {
            boolean justNow = newest.filter(code -> isGood(code, now) && !code.failed())
                    .filter(code -> code.madeAt().plus(NOT_AGAIN_BEFORE).isAfter(now))
                    .isPresent();
            return justNow ? Future.succeededFuture(Asked.OUT_ALREADY) : make(tx, behind, token, now);
        });
    }

    private Future<Asked> make(SqlClient tx, Behind behind, String token, Instant now) {
        Optional<String> provider = behind.situation().textProvider().filter(providers::containsKey);
        Optional<Buffer> number = number(behind);
        if (provider.isEmpty() || number.isEmpty()) {
            return Future.succeededFuture(Asked.IMPOSSIBLE);
        }
        return may(tx, number.get(), now)
                .compose(may -> may
                        ? make(tx, behind, token, number.get(), provider.get(), now)
                        : Future.succeededFuture(Asked.IMPOSSIBLE));
    }

    /** The number on file by its keyed hash, where it may be written to. */
    private Optional<Buffer> number(Behind behind) {
        if (behind.addressee() instanceof Addressee.OfPerson of) {
            return of.person().smsHash().filter(any -> of.person().smsConsent());
        }
        return ((Addressee.OfContact) behind.addressee()).contact().sms().map(persons::smsHash);
    }

    private Future<Boolean> may(SqlClient tx, Buffer number, Instant now) {
        return optOuts.isOut(tx, List.of(number))
                .compose(out -> out.isEmpty()
                        ? codes.made(tx, number, now.minus(Duration.ofHours(1)), now.minus(Duration.ofDays(1)))
                                .map(made -> made.sinceOne() < MOST_AN_HOUR && made.sinceOther() < MOST_A_DAY)
                        : Future.succeededFuture(false));
    }

    private Future<Asked> make(SqlClient tx, Behind behind, String token, Buffer number, String provider, Instant now) {
        String code = String.format(Locale.ROOT, "%06d", random.nextInt(CODES));
        NewCode made = new NewCode(ids.next(), LinkTokens.hash(token), number, provider, hash(token, code));
        return codes.add(tx, made, now)
                .compose(done -> phone(tx, behind))
                .map(phone -> new Asked(
                        false,
                        Optional.of(new CodeText(
                                made.id(),
                                behind,
                                number,
                                channel(provider),
                                new TextEnvelope(made.id().toString(), phone, words(behind, code))))));
    }

    private Channel<TextEnvelope> channel(String provider) {
        return Optional.ofNullable(providers.get(provider)).orElseThrow();
    }

    private Future<String> phone(SqlClient tx, Behind behind) {
        if (behind.addressee() instanceof Addressee.OfPerson of) {
            return persons.open(tx, TEXT_CODE, List.of(of.person()))
                    .map(details -> details.get(0))
                    .map(PersonDetails::sms)
                    .map(Optional::orElseThrow);
        }
        return Future.succeededFuture(
                ((Addressee.OfContact) behind.addressee()).contact().sms().orElseThrow());
    }

    private String words(Behind behind, String code) {
        Program program = behind.situation().program();
        return rendering
                .text(
                        "code",
                        behind.addressee().language(),
                        program.language(),
                        RenderingContext.from(
                                        program.publicName(),
                                        program.phone(),
                                        behind.addressee().zone())
                                .code(code)
                                .build())
                .text();
    }

    /** Sends it; whether the provider took it. Where it says that the number opted out, it has. */
    Future<Boolean> send(Database database, CodeText text) {
        return text.channel().send(text.envelope()).compose(outcome -> {
            LOG.info(
                    "code text={} notification={} case={} code={}",
                    text.id(),
                    text.behind().link().notification(),
                    text.behind().link().caseId(),
                    outcome.code());
            if (outcome instanceof SendOutcome.Accepted) {
                return Future.succeededFuture(true);
            }
            boolean optedOut = outcome.code().equals(TwilioOutcome.OPTED_OUT_CODE);
            return database.transaction(tx -> failed(tx, text.id(), text.number(), optedOut))
                    .map(false);
        });
    }

    private Future<Void> failed(SqlClient tx, UUID code, Buffer number, boolean optedOut) {
        return codes.failed(tx, code)
                .compose(marked -> optedOut
                        ? optOuts.out(tx, number, OptOuts.Medium.SMS, clocks.business())
                                .mapEmpty()
                        : Future.succeededFuture());
    }

    /** What a code is worth that somebody wrote. */
    enum Verdict {
        RIGHT,
        WRONG,
        /** There is none to compare with: it ran out, by time or by tries, or was never asked for. */
        OVER
    }

    /** Compares in constant time, and counts what was wrong. */
    Future<Verdict> check(SqlClient tx, String token, String written) {
        Instant now = clocks.steady();
        String digits = written.replaceAll("[\\s-]", "");
        return codes.newest(tx, LinkTokens.hash(token)).compose(newest -> {
            Optional<Code> good = newest.filter(code -> isGood(code, now));
            if (good.isEmpty()) {
                return Future.succeededFuture(Verdict.OVER);
            }
            if (!digits.matches("[0-9]{6}")) {
                return Future.succeededFuture(Verdict.WRONG);
            }
            boolean right = MessageDigest.isEqual(
                    good.get().hash().getBytes(), hash(token, digits).getBytes());
            return right
                    ? Future.succeededFuture(Verdict.RIGHT)
                    : codes.tried(tx, good.get().id()).map(tries -> tries < MOST_TRIES ? Verdict.WRONG : Verdict.OVER);
        });
    }

    private static boolean isGood(Code code, Instant now) {
        return code.tries() < MOST_TRIES && code.madeAt().plus(LIFE).isAfter(now);
    }

    private Buffer hash(String token, String code) {
        return sealing.keyedHash("link-code", Buffer.buffer((token + "/" + code).getBytes(StandardCharsets.US_ASCII)));
    }
}
