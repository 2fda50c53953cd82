package org.ordertracking.notification.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.mailer.Mailer;
import io.vertx.ext.mail.SMTPException;
import java.net.ConnectException;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ordertracking.notification.domain.SendOutcome;
import org.ordertracking.notification.domain.SendOutcome.Refused;
import org.ordertracking.notification.domain.SendOutcome.Unavailable;

/** What a mail server's replies mean; that they come over a real socket is shown in {@link ProvidersTest}. */
class SmtpMailSenderTest {

    @ParameterizedTest
    @ValueSource(ints = {550, 551, 552, 553, 554})
    void aPermanentReplyAboutTheMailIsARefusal(int code) {
        assertThat(sendTo(answering(code))).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {421, 450, 451, 452})
    void aTransientReplyIsWorthAnotherAttempt(int code) {
        assertThat(sendTo(answering(code))).isInstanceOf(Unavailable.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {530, 534, 535, 538})
    void aRefusedLoginIsNotTheMailsFault(int code) {
        assertThat(sendTo(answering(code))).isInstanceOf(Unavailable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"got error response", "AUTH PLAIN failed", "sender address not accepted"})
    void aPermanentReplyThatWouldMeetEveryMailIsNotThisMailsFault(String toWhat) {
        assertThat(sendTo(answering(554, toWhat))).isInstanceOf(Unavailable.class);
    }

    @Test
    void aMailThatIsTooLargeForTheServerIsRefusedAlthoughItsSizeIsToldWithTheSender() {
        assertThat(sendTo(answering(552, "sender address not accepted"))).isInstanceOf(Refused.class);
    }

    @Test
    void aServerThatCannotBeReachedIsWorthAnotherAttempt() {
        Mailer unreachable = mails -> {
            throw new CompletionException(new ConnectException("Connection refused"));
        };

        assertThat(sendTo(unreachable))
                .isEqualTo(new Unavailable("smtp.example.org:25: java.net.ConnectException: Connection refused"));
    }

    @Test
    void theServersWordsAreKept() {
        assertThat(((Refused) sendTo(answering(550))).reason())
                .isEqualTo("smtp.example.org:25 answered: 550 no such user");
    }

    private static Mailer answering(int code) {
        return answering(code, "recipient address not accepted");
    }

    private static Mailer answering(int code, String toWhat) {
        return mails -> {
            throw new CompletionException(new SMTPException(toWhat, code, List.of(code + " no such user"), false));
        };
    }

    private static SendOutcome sendTo(Mailer mailer) {
        return new SmtpMailSender(mailer, "orders@shop.example", "smtp.example.org:25")
                .send(new MailSender.Mail("id-1", "jane@example.org", "Subject", "Text"));
    }
}
