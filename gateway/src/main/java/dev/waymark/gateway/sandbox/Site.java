package dev.waymark.gateway.sandbox;

import dev.waymark.channels.Secret;
import dev.waymark.gateway.Configuration;
import dev.waymark.gateway.Gateway;
import dev.waymark.gateway.Outside;
import dev.waymark.gateway.crypto.CryptoProviders;
import dev.waymark.gateway.identity.Argon2Hash;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.ops.Metrics;
import dev.waymark.gateway.ops.WakeUps;
import dev.waymark.gateway.outbox.Lane;
import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.pg.DatabaseClocks;
import dev.waymark.gateway.signing.RequestSigner;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A gateway with everybody around it, on this machine. Made first, with all who will call; opened once it is known who
 * gets the messages.
 */
final class Site {

    private static final int USUAL_PORT = 8080;
    private static final List<PartnerId> PARTNERS = List.of(Town.HUB, Town.PHARMACY, Town.TROUBLE);
    private static final String ANYTHING_YET = "select exists (select from care_case)";

    final MovedTime time;
    final Mishaps mishaps = new Mishaps();
    final URI url;
    final GatewayClient gateway;
    final Map<PartnerId, PartnerSystem> systems = new LinkedHashMap<>();
    final TextCallbacks texts;
    final String password;
    final Manager manager;

    private final Folder folder;
    private final SecureRandom random;
    private final Metrics metrics = new Metrics();
    private final Vertx vertx;
    private final CryptoProviders crypto = CryptoProviders.chosen();
    private final Map<PartnerId, JsonObject> keys = new LinkedHashMap<>();
    private final Secret textSecret;
    private final AtomicReference<@Nullable Database> database = new AtomicReference<>();
    private @Nullable FarSides farSides;
    private @Nullable Gateway running;

    Site(Folder folder, SecureRandom random) {
        this.folder = folder;
        this.random = random;
        this.vertx = metrics.vertx(new VertxOptions());
        this.time = new MovedTime(() -> new WakeUps(vertx).wake(WakeUps.Topic.OUTBOX));
        this.url = URI.create("http://localhost:" + FreePort.near(USUAL_PORT));
        this.gateway = new GatewayClient(vertx, url);
        this.textSecret = new Secret("whsec_" + Base64.getEncoder().encodeToString(bytes(32)));
        this.texts = new TextCallbacks(gateway, textSecret, time::steady);
        this.password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(9));
        this.manager = new Manager(vertx, gateway, password);
        for (PartnerId partner : PARTNERS) {
            JsonObject key = folder.key(partner, crypto, random);
            keys.put(partner, key);
            systems.put(
                    partner,
                    new PartnerSystem(
                            partner,
                            new RequestSigner(key, Folder.keyId(partner), crypto, random),
                            gateway,
                            time::steady));
        }
    }

    /**
     * Starts everything, business time that much back; on a folder that has seen a demo before, at the present.
     *
     * @param back from the present, how far
     */
    void open(Neighbours neighbours, BiFunction<Instant, Boolean, Duration> back) throws InterruptedException {
        FarSides sides = new FarSides(vertx, new GatewaySignatures(gateway, crypto, time::steady), neighbours, mishaps);
        farSides = sides;
        Configuration configuration = new TownHall(folder, sides.open())
                .write(url.getPort(), textSecret, Argon2Hash.make(password, random), keys);
        Outside outside = Outside.real().withClocks((on, opened) -> clocks(on, opened, back));
        running = Waits.on(Gateway.start(vertx, configuration, outside, metrics));
    }

    private Future<DatabaseClocks> clocks(Vertx on, Database opened, BiFunction<Instant, Boolean, Duration> back) {
        return DatabaseClocks.start(on, opened, System::nanoTime)
                .compose(clocks -> opened.client().query(ANYTHING_YET).execute().map(rows -> {
                    boolean before = rows.iterator().next().getBoolean(0);
                    time.begin(clocks, back.apply(clocks.steady(), before));
                    database.set(opened);
                    return clocks;
                }));
    }

    Database database() {
        Database opened = database.get();
        if (opened == null) {
            throw new IllegalStateException("the gateway has not started");
        }
        return opened;
    }

    PgStillness stillness() {
        return new PgStillness(database(), time.clocks(), Lane.webhook(Town.TROUBLE));
    }

    Vertx vertx() {
        return vertx;
    }

    PartnerSystem system(PartnerId partner) {
        PartnerSystem system = systems.get(partner);
        if (system == null) {
            throw new IllegalArgumentException("nobody here is " + partner);
        }
        return system;
    }

    void close() throws InterruptedException {
        if (farSides != null) {
            Waits.on(farSides.close().otherwiseEmpty());
        }
        if (running != null) {
            Waits.on(running.stop().otherwiseEmpty());
        }
        Waits.on(vertx.close().otherwiseEmpty());
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
