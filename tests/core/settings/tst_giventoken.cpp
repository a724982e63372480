// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/settings/giventoken.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

namespace {

constexpr auto kMine = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

TokenPlaces places()
{
    return {.variable = u"PORTICO_TEST_TOKEN"_s, .credential = u"test-token"_s};
}

} // namespace

/** Tokens for computers without a keychain. */
class GivenTokenTest final : public QObject
{
    Q_OBJECT

private slots:
    void cleanup();
    void nothingIsGiven();
    void theVariableComesFirst();
    void aFileThatOnlyThePersonMayRead();
    void filesThatAreRefused_data();
    void filesThatAreRefused();
    void theServicesCredential();

private:
    QString write(const QByteArray &content, QFileDevice::Permissions permissions = kMine);
    QTemporaryDir m_folder;
};

void GivenTokenTest::cleanup()
{
    for (const char *name :
         {"PORTICO_TEST_TOKEN", "PORTICO_TEST_TOKEN_FILE", "CREDENTIALS_DIRECTORY"})
        qunsetenv(name);
    QFile::remove(m_folder.filePath(u"test-token"_s));
}

QString GivenTokenTest::write(const QByteArray &content, QFileDevice::Permissions permissions)
{
    QFile file(m_folder.filePath(u"test-token"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size()
        || !file.setPermissions(permissions))
        qFatal("cannot write %s", qPrintable(file.fileName()));
    return file.fileName();
}

void GivenTokenTest::nothingIsGiven()
{
    const auto given = givenToken(places());
    QVERIFY(given && !*given);
}

void GivenTokenTest::theVariableComesFirst()
{
    qputenv("PORTICO_TEST_TOKEN", " ghp_variable\n");
    qputenv("PORTICO_TEST_TOKEN_FILE", "/nowhere");
    const auto given = givenToken(places());
    QVERIFY(given && *given);
    QCOMPARE((*given)->token, u"ghp_variable"_s);
    QVERIFY(givenTokenText(**given).contains(u"not from a keychain"_s));
}

void GivenTokenTest::aFileThatOnlyThePersonMayRead()
{
    qputenv("PORTICO_TEST_TOKEN_FILE", QFile::encodeName(write("ghp_file\r\n")));
    const auto given = givenToken(places());
    QVERIFY2(given, given ? "" : qPrintable(given.error().message));
    QCOMPARE((*given)->token, u"ghp_file"_s);
    QVERIFY(givenTokenText(**given).contains(u"test-token"_s));
    QVERIFY(!givenTokenText(**given).contains(u"ghp_file"_s));
}

void GivenTokenTest::filesThatAreRefused_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QFileDevice::Permissions>("permissions");
    QTest::addColumn<ErrorCode>("code");
    const QByteArray good("ghp_file");
    const QFileDevice::Permissions mine(kMine);
    QTest::newRow("the group may read it")
        << good << (mine | QFileDevice::ReadGroup) << ErrorCode::Refused;
    QTest::newRow("others may write it")
        << good << (mine | QFileDevice::WriteOther) << ErrorCode::Refused;
    QTest::newRow("it is empty") << QByteArray("\n") << mine << ErrorCode::InvalidInput;
    QTest::newRow("it holds two lines")
        << QByteArray("one1\ntwo2") << mine << ErrorCode::InvalidInput;
}

void GivenTokenTest::filesThatAreRefused()
{
    QFETCH(const QByteArray, content);
    QFETCH(const QFileDevice::Permissions, permissions);
    qputenv("PORTICO_TEST_TOKEN_FILE", QFile::encodeName(write(content, permissions)));
    const auto given = givenToken(places());
    QVERIFY(!given);
    QTEST(given.error().code, "code");
    QVERIFY(!given.error().message.contains(u"ghp_"_s));
}

void GivenTokenTest::theServicesCredential()
{
    qputenv("CREDENTIALS_DIRECTORY", QFile::encodeName(m_folder.path()));
    QVERIFY(!*givenToken(places()));
    write("ghp_credential");
    const auto given = givenToken(places());
    QVERIFY(given && *given);
    QCOMPARE((*given)->way, GivenToken::Way::Credential);
}

QTEST_GUILESS_MAIN(GivenTokenTest)
#include "tst_giventoken.moc"
