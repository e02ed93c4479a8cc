package dev.waymark.gateway.cases;

import dev.waymark.gateway.model.UserName;
import java.util.ArrayList;
import java.util.List;

/**
 * Who manages a case, from whom its hub names and who stands in for whom.
 *
 * <pre>
 *   named      maria  ken
 *   maria ▶ sam  sam  ken
 *   sam ▶ zoe    zoe  ken      any one of them taken away, the others stand on what is left
 * </pre>
 *
 * @param lasting the covers that go on
 * @param over those that have nobody to stand in for any more
 */
record Covered(List<UserName> managers, List<Cover> lasting, List<Cover> over) {

    Covered {
        managers = List.copyOf(managers);
        lasting = List.copyOf(lasting);
        over = List.copyOf(over);
    }

    /** @param covers in the order in which they were made */
    static Covered of(List<UserName> named, List<Cover> covers) {
        return renamed(named, named, covers);
    }

    /** The hub's word stands: whoever it names that it did not name before stands in for nobody. */
    static Covered renamed(List<UserName> before, List<UserName> named, List<Cover> covers) {
        List<UserName> managers = new ArrayList<>(named);
        List<Cover> lasting = new ArrayList<>();
        List<Cover> over = new ArrayList<>();
        for (Cover cover : covers) {
            boolean newlyNamed = named.contains(cover.to()) && !before.contains(cover.to());
            if (newlyNamed || !managers.contains(cover.from())) {
                over.add(cover);
                continue;
            }
            lasting.add(cover);
            if (managers.contains(cover.to())) {
                managers.remove(cover.from());
            } else {
                managers.set(managers.indexOf(cover.from()), cover.to());
            }
        }
        return new Covered(managers, lasting, over);
    }
}
