package io.barsgateway.bench;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import javax.management.AttributeNotFoundException;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The bytes that another JVM on this machine has allocated on its heap, asked of the JVM itself over its local JMX. */
final class AllocatedBytes implements AutoCloseable {

    private final JMXConnector connector;

    private AllocatedBytes(JMXConnector connector) {
        this.connector = connector;
    }

    /** @param process a JVM of the same user */
    // The address is the other JVM's own, and no stranger's
    @SuppressWarnings("BanJNDI")
    static AllocatedBytes of(long process) throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(String.valueOf(process));
            try {
                return new AllocatedBytes(
                        JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent())));
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new IOException("The JVM " + process + " lets nobody ask it", e);
        }
    }

    /** Of all threads so far, those that have ended among them. */
    long soFar() throws IOException, JMException {
        try {
            return (Long) connector
                    .getMBeanServerConnection()
                    .getAttribute(
                            ObjectName.getInstance(ManagementFactory.THREAD_MXBEAN_NAME), "TotalThreadAllocatedBytes");
        } catch (AttributeNotFoundException e) {
            throw new IOException("This JDK does not tell what it has allocated; JDK 17.0.15 and later do", e);
        }
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
