package io.barsgateway.cases.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.barsgateway.cases.OutcomeRows;
import io.barsgateway.cases.accept.Acceptance;
import io.barsgateway.cases.accept.ComposeAcceptance;
import io.barsgateway.cases.accept.SameSubject;
import io.barsgateway.cases.decide.Decider;
import io.barsgateway.cases.hold.CommitHolding.Came;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.Received;
import io.barsgateway.fixture.Tenants;
import io.barsgateway.message.Meaning;
import io.barsgateway.message.Message;
import io.barsgateway.outbox.claim.ReadyWork;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.transaction.support.TransactionOperations;

/** Two attempts of one request: the first is committed while the second asks why it may not hold the message. */
@GatewayTest
class HoldMessageIT {

    private final CommitHolding commit;
    private final OutcomeRows rows;
    private final Repeats repeats;
    private final ReadyWork ready;
    private final Clock clock;
    private final DataSource store;
    private final TransactionOperations transactions;
    private final Message message = Received.aMessage(Meaning.NEW_REFERRAL, Tenants.any());
    private final Attempt attempt = Attempts.with(message);
    private final Acceptance acceptance;

    HoldMessageIT(
            CommitHolding commit,
            OutcomeRows rows,
            Repeats repeats,
            ReadyWork ready,
            Clock clock,
            DataSource store,
            TransactionOperations transactions,
            ComposeAcceptance compose) {
        this.commit = commit;
        this.rows = rows;
        this.repeats = repeats;
        this.ready = ready;
        this.clock = clock;
        this.store = store;
        this.transactions = transactions;
        this.acceptance = compose.compose(attempt.ids(), attempt.accessHeaders(), message, null);
    }

    /** When the first attempt is committed. */
    private enum Moment {
        BEFORE_THE_BUNDLE_IS_ASKED_FOR,
        AFTER_THE_BUNDLE_WAS_ASKED_FOR
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void a_repeat_in_the_moment_of_commit_is_a_duplicate(Moment moment) {
        CompletableFuture<Came> written = new CompletableFuture<>();
        CompletableFuture<Boolean> mayCommit = new CompletableFuture<>();
        CompletableFuture<Void> first =
                CompletableFuture.runAsync(() -> transactions.executeWithoutResult(transaction -> {
                    written.complete(commit.of(holding(), Optional.empty()).came());
                    mayCommit.join();
                }));
        try {
            assertThat(written).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(Came.FIRST);
            DataSource committing = committing(moment, () -> {
                mayCommit.complete(true);
                first.join();
            });

            Fault refused = catchThrowableOfType(Fault.class, () -> holdIn(committing));

            assertThat(refused.code()).isEqualTo(FaultCode.DUPLICATE);
        } finally {
            mayCommit.complete(true);
        }
    }

    private Holding holding() {
        return new Holding(attempt, message, null, acceptance, List.of(), Decider.NOBODY, clock.instant());
    }

    private void holdIn(DataSource asked) {
        new HoldMessage(commit, new Outcomes(JdbcClient.create(asked), rows, clock), repeats, ready, clock)
                .hold(attempt, message, null, acceptance, new SameSubject(List.of()), Decider.NOBODY, 0);
    }

    /** The store as it is asked for the Bundle. */
    private DataSource committing(Moment moment, Runnable commitFirst) {
        return new DelegatingDataSource(store) {
            @Override
            public Connection getConnection() throws SQLException {
                if (moment == Moment.BEFORE_THE_BUNDLE_IS_ASKED_FOR) {
                    commitFirst.run();
                    return super.getConnection();
                }
                return closing(super.getConnection(), commitFirst);
            }
        };
    }

    private static Connection closing(Connection connection, Runnable then) {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    } finally {
                        if (method.getName().equals("close")) {
                            then.run();
                        }
                    }
                });
    }
}
