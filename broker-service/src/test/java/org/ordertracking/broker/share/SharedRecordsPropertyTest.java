package org.ordertracking.broker.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever consumers, locks, the disk and crashes do, in any order: a group loses no record and shares each rightly. */
class SharedRecordsPropertyTest {

    @Property(tries = 500)
    void noRecordIsLostNorGivenToTwoNorGivenAgainAfterItWasAccepted(
            @ForAll @Size(max = 120) List<@IntRange(min = 0, max = 1 << 20) Integer> steps) {
        SharedRecordsModel model = new SharedRecordsModel();

        steps.forEach(model::step);
        model.finish();

        assertThat(model.records().start()).isEqualTo(model.logEnd());
        assertThat(model.neverDelivered()).isEmpty();
        assertThat(model.givenUpTooEarly()).isEmpty();
    }
}
