package dev.waymark.gateway.scenario;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Answers that a page waits for until the test lets them through. */
final class HeldBack {

    private static final String TURN = "() => new Promise(done => setTimeout(done, 100))";

    private final Page page;
    private final List<Route> held = new ArrayList<>();
    private final Set<Request> underWay = new HashSet<>();
    private boolean holding = true;

    private HeldBack(Page page) {
        this.page = page;
        page.onRequest(underWay::add);
        page.onRequestFinished(underWay::remove);
        page.onRequestFailed(underWay::remove);
    }

    /** To those whose address is so, from now on. */
    static HeldBack from(Page page, Predicate<String> address) {
        HeldBack back = new HeldBack(page);
        page.route(address, back::take);
        return back;
    }

    private void take(Route route) {
        if (holding) {
            held.add(route);
        } else {
            route.fallback();
        }
    }

    /** Until so many are asked for; later ones are answered at once. */
    HeldBack await(int many) {
        page.waitForCondition(() -> held.size() >= many);
        holding = false;
        return this;
    }

    /** They arrive now, late, and the page has done with them what it does. */
    void arrive() {
        held.forEach(route -> page.waitForResponse(route.request().url(), route::resume));
        settle();
    }

    /** The only one arrives, as it was when it was asked for. */
    void arriveAs(String json) {
        Route.FulfillOptions old =
                new Route.FulfillOptions().setContentType("application/json").setBody(json);
        page.waitForResponse(held.get(0).request().url(), () -> held.get(0).fulfill(old));
        settle();
    }

    /** With all that it asks for because of them. */
    private void settle() {
        do {
            page.waitForCondition(underWay::isEmpty);
            page.evaluate(TURN);
        } while (!underWay.isEmpty());
    }
}
