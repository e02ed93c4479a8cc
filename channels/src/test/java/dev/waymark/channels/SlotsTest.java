package dev.waymark.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.channels.Slots.NoSlot;
import dev.waymark.channels.Slots.Slot;
import io.vertx.core.Future;
import org.junit.jupiter.api.Test;

class SlotsTest {

    @Test
    void who_waits_goes_in_turn_and_who_is_too_many_is_turned_away() {
        Slots slots = new Slots(1, 2);
        Slot first = slots.take().result();
        Future<Slot> second = slots.take();
        Future<Slot> third = slots.take();

        assertThat(slots.take().cause()).isInstanceOfSatisfying(NoSlot.class, told -> assertThat(told.code())
                .isEqualTo("busy"));
        first.giveBack();
        assertThat(second.succeeded()).isTrue();
        assertThat(third.isComplete()).isFalse();
    }

    @Test
    void a_slot_given_back_twice_lets_one_go() {
        Slots slots = new Slots(1, 2);
        Slot first = slots.take().result();
        Future<Slot> second = slots.take();
        Future<Slot> third = slots.take();

        first.giveBack();
        first.giveBack();

        assertThat(second.succeeded()).isTrue();
        assertThat(third.isComplete()).isFalse();
    }

    @Test
    void closing_turns_away_who_waits_and_ends_with_the_last_one_back() {
        Slots slots = new Slots(1, 2);
        Slot first = slots.take().result();
        Future<Slot> second = slots.take();

        Future<Void> closed = slots.close();

        assertThat(second.cause()).hasMessageContaining("closing");
        assertThat(slots.take().cause()).hasMessageContaining("closing");
        assertThat(closed.isComplete()).isFalse();
        first.giveBack();
        assertThat(closed.succeeded()).isTrue();
    }

    @Test
    void there_is_at_least_one() {
        assertThatThrownBy(() -> new Slots(0, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
