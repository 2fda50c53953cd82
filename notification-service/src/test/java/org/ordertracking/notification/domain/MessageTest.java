package org.ordertracking.notification.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MessageTest {

    @Test
    void aSubjectIsOneLineWhateverStandsInIt() {
        assertThat(Message.mail("Hello\r\nBcc: everyone@example.org", "text").subject())
                .isEqualTo("Hello Bcc: everyone@example.org");
    }

    @Test
    void aMailKeepsItsLines() {
        assertThat(Message.mail("Hello", "\none\n\ntwo\n").text()).isEqualTo("one\n\ntwo");
    }

    @Test
    void anSmsIsOneLineAndHasNoSubject() {
        assertThat(Message.sms("one\n  two\n")).isEqualTo(new Message(null, "one two"));
    }

    @Test
    void whatIsTooLongIsCutVisibly() {
        assertThat(Message.sms("x".repeat(400)).text())
                .hasSize(Message.MAX_SMS_TEXT)
                .endsWith("x…");
        assertThat(Message.mail("x".repeat(400), "y".repeat(30_000)).subject()).hasSize(Message.MAX_SUBJECT);
        assertThat(Message.mail("x", "y".repeat(30_000)).text()).hasSize(Message.MAX_MAIL_TEXT);
    }

    @Test
    void aCutNeverLeavesHalfACharacter() {
        String text = Message.sms("x".repeat(Message.MAX_SMS_TEXT - 2) + "😀😀").text();

        assertThat(text).endsWith("x…").hasSize(Message.MAX_SMS_TEXT - 1);
    }

    @Test
    void whatFitsIsLeftAsItIs() {
        String text = "x".repeat(Message.MAX_SMS_TEXT);

        assertThat(Message.sms(text).text()).isEqualTo(text);
    }
}
