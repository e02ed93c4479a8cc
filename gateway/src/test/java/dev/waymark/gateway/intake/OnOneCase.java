package dev.waymark.gateway.intake;

import dev.waymark.gateway.pg.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test class whose hub is on one case. */
@ExtendWith(VertxExtension.class)
abstract class OnOneCase {

    static final String CASE = "orphan-x/C-1";

    TestIntake bed;

    @BeforeEach
    void open(Vertx vertx) throws Exception {
        bed = new TestIntake(TestDatabase.fresh(vertx));
        bed.enrol(CASE, "acme-hub");
    }
}
