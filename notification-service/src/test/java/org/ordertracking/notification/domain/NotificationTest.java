package org.ordertracking.notification.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.ordertracking.events.Channel;

class NotificationTest {

    @Test
    void theSameEventAndChannelAlwaysHaveTheSameId() {
        assertThat(Notification.idFor("event-1", Channel.MAIL)).isEqualTo(Notification.idFor("event-1", Channel.MAIL));
    }

    @Test
    void anotherEventOrChannelHasAnotherId() {
        assertThat(Notification.idFor("event-1", Channel.MAIL))
                .isNotEqualTo(Notification.idFor("event-1", Channel.SMS))
                .isNotEqualTo(Notification.idFor("event-2", Channel.MAIL));
    }

    @Test
    void masksMailAddressesDownToTheirDomain() {
        assertThat(RecipientMask.mask(Channel.MAIL, "jane.doe@example.org")).isEqualTo("j***@example.org");
        assertThat(RecipientMask.mask(Channel.MAIL, "j@example.org")).isEqualTo("j***@example.org");
    }

    @Test
    void masksTheMiddleOfPhoneNumbers() {
        assertThat(RecipientMask.mask(Channel.SMS, "+4915112345678")).isEqualTo("+49***678");
    }

    @Test
    void showsOnlyTheBeginningOfShortPhoneNumbers() {
        assertThat(RecipientMask.mask(Channel.SMS, "+4912345")).isEqualTo("+4***");
        assertThat(RecipientMask.mask(Channel.SMS, "+49")).isEqualTo("+4***");
    }
}
