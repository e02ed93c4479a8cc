package dev.waymark.gateway.pg;

import dev.waymark.gateway.pg.DatabaseSettings.External;
import dev.waymark.gateway.pg.DatabaseSettings.Tls;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.PoolOptions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.TrustManagerFactory;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** How connections are made: by the Vert.x client for everything, by JDBC for migrations. */
final class Connecting {

    /** Longer than any statement of the gateway; shorter than what holds a partner's request. */
    static final int STATEMENT_TIMEOUT_MS = 20_000;

    private static final int CONNECT_TIMEOUT_MS = 3_000;
    private static final int WAIT_FOR_CONNECTION_MS = 5_000;
    /** Beyond this the database is behind for seconds: better to say so than to queue. */
    private static final int MAX_WAITING = 2_000;
    /** The client's default of 2,048 characters would leave the longer gathering statements unprepared. */
    private static final int CACHED_SQL_CHARACTERS = 16_384;

    private Connecting() {}

    static PgConnectOptions options(External server) {
        PgConnectOptions options = new PgConnectOptions()
                .setHost(server.host())
                .setPort(server.port())
                .setDatabase(server.database())
                .setUser(server.user())
                .setPassword(server.password().reveal())
                .setCachePreparedStatements(true)
                .setPreparedStatementCacheSqlLimit(CACHED_SQL_CHARACTERS)
                .setPipeliningLimit(64)
                .addProperty("application_name", "waymark")
                .addProperty("statement_timeout", Integer.toString(STATEMENT_TIMEOUT_MS))
                .addProperty("idle_in_transaction_session_timeout", Integer.toString(STATEMENT_TIMEOUT_MS))
                .setSslMode(SslMode.of(server.tls().word()));
        if (server.tls() != Tls.DISABLE) {
            options.setSslOptions(ssl(server));
        }
        return options;
    }

    private static ClientSSLOptions ssl(External server) {
        ClientSSLOptions ssl = new ClientSSLOptions();
        if (server.tls() == Tls.PREFER || server.tls() == Tls.REQUIRE) {
            return ssl.setTrustAll(true);
        }
        if (server.tls() == Tls.VERIFY_FULL) {
            ssl.setHostnameVerificationAlgorithm("HTTPS");
        }
        return ssl.setTrustOptions(server.rootCertificate()
                .<TrustOptions>map(file -> new PemTrustOptions().addCertPath(file.toString()))
                .orElseGet(Connecting::runtimesAuthorities));
    }

    /** The client asks for trust to be named, even where it is the default. */
    private static TrustOptions runtimesAuthorities() {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            return TrustOptions.wrap(factory.getTrustManagers()[0]);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("the Java runtime has no trusted authorities", missing);
        }
    }

    /** A connection whose far side is silent for this long is dead: it closes and fails what waits on it. */
    static NetClientOptions net() {
        return new NetClientOptions()
                .setConnectTimeout(CONNECT_TIMEOUT_MS)
                .setTcpKeepAlive(true)
                .setTcpNoDelay(true)
                .setIdleTimeout(120)
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
    }

    static PoolOptions pool(int connections) {
        return new PoolOptions()
                .setMaxSize(connections)
                .setMaxWaitQueueSize(MAX_WAITING)
                .setConnectionTimeout(WAIT_FOR_CONNECTION_MS)
                .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout(60)
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
    }

    static DataSource jdbc(External server) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {server.host()});
        source.setPortNumbers(new int[] {server.port()});
        source.setDatabaseName(server.database());
        source.setUser(server.user());
        source.setPassword(server.password().reveal());
        source.setApplicationName("waymark-migrations");
        source.setConnectTimeout(10);
        source.setSslMode(server.tls().word());
        if (server.rootCertificate().isPresent()) {
            source.setSslRootCert(server.rootCertificate().get().toString());
        } else if (server.tls() == Tls.VERIFY_CA || server.tls() == Tls.VERIFY_FULL) {
            source.setSslfactory("org.postgresql.ssl.DefaultJavaSSLFactory");
        }
        return source;
    }
}
