package io.barsgateway.cases.database;

import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** For the parts of a gateway that are looked at and do not run: no pool, which would try to connect, and no embedded store. */
public final class WithoutStore implements BeanFactoryPostProcessor {

    /** For {@code bars.store.url}; nobody connects to it. */
    public static final String URL = "jdbc:postgresql://127.0.0.1:1/none";

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        ((BeanDefinitionRegistry) beans)
                .registerBeanDefinition(
                        "dataSource",
                        BeanDefinitionBuilder.genericBeanDefinition(
                                        DataSource.class, () -> new DriverManagerDataSource(URL))
                                .getBeanDefinition());
    }
}
