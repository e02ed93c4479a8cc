package dev.waymark.gateway.acks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class DeliveryStatusPropertyTest {

    @Property
    void in_whatever_order_they_come_statuses_never_go_back_and_the_first_end_stays(
            @ForAll @Size(max = 12) List<DeliveryStatus> told) {
        Optional<DeliveryStatus> known = Optional.empty();
        for (DeliveryStatus next : told) {
            Optional<DeliveryStatus> before = known;
            if (next.follows(known)) {
                known = Optional.of(next);
            }
            if (before.isPresent()) {
                assertThat(known.orElseThrow().compareTo(before.get())).isGreaterThanOrEqualTo(0);
            }
            if (before.filter(end -> end.compareTo(DeliveryStatus.DELIVERED) >= 0)
                    .isPresent()) {
                assertThat(known).isEqualTo(before);
            }
        }
        assertThat(known.isPresent()).isEqualTo(!told.isEmpty());
    }
}
