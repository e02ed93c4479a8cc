package dev.waymark.gateway.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's certificate and key, read from their files again and again. A pair is taken once two readings in a row gave
 * the same: files are seldom exchanged in one step. For one event loop.
 */
final class TlsFiles {

    private static final Logger LOG = LoggerFactory.getLogger(TlsFiles.class);

    /** What both files hold. */
    record Pair(Buffer certificate, Buffer key) {
        KeyCertOptions options() {
            return new PemKeyCertOptions().addCertValue(certificate).addKeyValue(key);
        }
    }

    private final Vertx vertx;
    private final HttpServerSettings.Tls files;
    private final Function<KeyCertOptions, Future<?>> taker;
    private Pair taken;
    private Pair seen;

    TlsFiles(Vertx vertx, HttpServerSettings.Tls files, Pair inUse, Function<KeyCertOptions, Future<?>> taker) {
        this.vertx = vertx;
        this.files = files;
        this.taker = taker;
        this.taken = inUse;
        this.seen = inUse;
    }

    static Future<Pair> read(Vertx vertx, HttpServerSettings.Tls files) {
        return Future.all(
                        vertx.fileSystem().readFile(files.certificate().toString()),
                        vertx.fileSystem().readFile(files.key().toString()))
                .map(both -> new Pair(both.resultAt(0), both.resultAt(1)));
    }

    /** Reads every so often; gives the timer's id. */
    long watch(long everyMillis) {
        return vertx.setPeriodic(everyMillis, tick -> read(vertx, files)
                .compose(this::consider)
                .onFailure(fault -> LOG.warn(
                        "TLS files cannot be used; the certificate in use stays: certificate={} fault={}",
                        files.certificate(),
                        fault.getClass().getSimpleName())));
    }

    private Future<?> consider(Pair pair) {
        boolean isNew = !pair.equals(taken) && pair.equals(seen);
        seen = pair;
        if (!isNew) {
            return Future.succeededFuture();
        }
        taken = pair;
        return taker.apply(pair.options())
                .onSuccess(used -> LOG.info("TLS certificate exchanged: certificate={}", files.certificate()));
    }
}
