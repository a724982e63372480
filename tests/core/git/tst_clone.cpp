// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/git/clonerepository.h"
#include "core/process/processrunner.h"
#include "tests/core/git/gitworld.h"
#include "tests/support/patience.h"

#include <QElapsedTimer>
#include <QTest>
#include <QThread>

#include <thread>

using namespace portico;
using namespace portico::test;
using namespace Qt::StringLiterals;

/** Cloning as the rest of Portico does it: in the real helper, from repositories of the real git.
 */
class TestClone : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_world = std::make_unique<GitWorld>(); }
    void cleanupTestCase() { m_world.reset(); }
    void init()
    {
        m_target = std::make_unique<QTemporaryDir>();
        m_transport = {};
    }

    void checksOutExactlyWhatIsNamed_data()
    {
        QTest::addColumn<QString>("place");
        QTest::addColumn<QString>("ref");
        QTest::addColumn<QString>("commit");
        QTest::addColumn<QByteArray>("content");
        for (const auto place : {"folder"_L1, "bare"_L1, "http"_L1, "redirected"_L1}) {
            const auto row = [&](const char *name, const QString &ref, const QString &commit,
                                 const char *content) {
                QTest::addRow("%s: %s", place.data(), name)
                    << QString(place) << ref << commit << QByteArray(content);
            };
            row("the default branch", {}, u"master"_s, "3\n");
            row("a branch", u"side/way"_s, u"side/way"_s, "2\n");
            row("a tag with a message, peeled", u"v2"_s, u"v2"_s, "2\n");
            row("a light tag", u"light"_s, u"light"_s, "1\n");
            row("a commit that is no tip", m_world->id(u"light"_s), u"light"_s, "1\n");
            row("a shortened commit", m_world->id(u"master"_s).left(9), u"master"_s, "3\n");
        }
    }
    void checksOutExactlyWhatIsNamed()
    {
        QFETCH(QString, place);
        QFETCH(QString, ref);
        QFETCH(QString, commit);
        QFETCH(QByteArray, content);
        const auto cloned = clone(addressOf(place), ref);
        QVERIFY2(cloned, cloned ? "" : qPrintable(cloned.error().message + cloned.error().detail));
        QCOMPARE(cloned->target.commit.id, m_world->id(commit));
        QCOMPARE(cloned->target.commit.subject,
                 m_world->git({u"log"_s, u"-1"_s, u"--format=%s"_s, commit}));
        QVERIFY(cloned->target.commit.time.isValid());
        QFile file(target() + u"/file.txt"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), content);
        // The real git agrees: that commit, detached, nothing changed.
        QCOMPARE(m_world->git({u"rev-parse"_s, u"HEAD"_s}, target()), m_world->id(commit));
        QCOMPARE(m_world->git({u"status"_s, u"--porcelain"_s}, target()), QString());
        QFile head(target() + u"/.git/HEAD"_s);
        QVERIFY(head.open(QIODevice::ReadOnly));
        QCOMPARE(QString::fromUtf8(head.readAll()).trimmed(), m_world->id(commit));
    }

    void isReadInProcessAfterwards()
    {
        QVERIFY(clone(addressOf(u"folder"_s), u"v2"_s));
        const auto repository = Repository::open(target());
        QVERIFY(repository);
        QCOMPARE(repository->head()->id, m_world->id(u"v2"_s));
        QCOMPARE(repository->find(u"light"_s)->kind, GitRefKind::Tag);
        QCOMPARE(repository->find(u"master"_s)->commit.subject, u"three"_s);
        QCOMPARE(repository->find(u"nothing"_s).error().code, ErrorCode::NotFound);
        QVERIFY(repository->tags()->contains(u"v2"_s));
        QVERIFY(!repository->origin().isEmpty());
        QCOMPARE(Repository::open(m_target->path()).error().code, ErrorCode::NotFound);
    }

    void sharesNothingWithAFolder()
    {
        QVERIFY(clone(addressOf(u"folder"_s), u"v2"_s));
        QProcess find;
        find.start(u"find"_s,
                   {target() + u"/.git/objects"_s, u"-type"_s, u"f"_s, u"-links"_s, u"+1"_s});
        QVERIFY(find.waitForFinished());
        QCOMPARE(find.readAllStandardOutput(), QByteArray());
    }

    void runsNoHooksAndReadsNoConfiguration()
    {
        // What git of the person would do: a template with a hook, and every address redirected.
        QTemporaryDir home;
        const QString hooks = home.filePath(u"template/hooks"_s);
        QVERIFY(QDir().mkpath(hooks));
        QFile hook(hooks + u"/post-checkout"_s);
        QVERIFY(hook.open(QIODevice::WriteOnly));
        hook.write("#!/bin/sh\ntouch " + QFile::encodeName(home.filePath(u"ran"_s)) + "\n");
        hook.close();
        hook.setPermissions(QFile::ReadOwner | QFile::ExeOwner);
        QFile config(home.filePath(u".gitconfig"_s));
        QVERIFY(config.open(QIODevice::WriteOnly));
        config.write("[init]\n\ttemplateDir = " + QFile::encodeName(home.filePath(u"template"_s))
                     + "\n[url \"http://127.0.0.1:1/\"]\n\tinsteadOf = http://127.0.0.1\n"
                       "[http]\n\tproxy = http://127.0.0.1:1\n");
        config.close();
        const QByteArray was = qgetenv("HOME");
        qputenv("HOME", QFile::encodeName(home.path()));
        const auto cloned = clone(addressOf(u"http"_s), u"v2"_s);
        qputenv("HOME", was);
        QVERIFY2(cloned, cloned ? "" : qPrintable(cloned.error().detail));
        QVERIFY(!QFile::exists(home.filePath(u"ran"_s)));
    }

    void logsIn()
    {
        QString address = m_world->url(u"login"_s);
        address.replace(u"http://"_s, u"http://me:sesame@"_s);
        QStringList log;
        const JobContext job(
            {}, {.steps = {}, .progress = {}, .log = [&log](const QString &line) { log += line; }});
        QVERIFY(clone(address, u"v2"_s, job));
        QVERIFY(!log.join(u' ').contains(u"sesame"_s));
        QFile config(target() + u"/.git/config"_s);
        QVERIFY(config.open(QIODevice::ReadOnly));
        QVERIFY2(!config.readAll().contains("sesame"), "the password is kept nowhere");
    }

    void trustsOnlyWhoIsNamed()
    {
        const QString address = m_world->secureUrl(u"plain"_s);
        if (address.isEmpty())
            QSKIP("openssl is not here");
        const auto refused = clone(address, u"v2"_s);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Refused);
        QVERIFY(refused.error().message.contains(u"certificate"_s));
        m_target = std::make_unique<QTemporaryDir>();
        m_transport = {.proxyUrl = {}, .authorityFile = m_world->certificate()};
        const auto cloned = clone(address, u"v2"_s);
        QVERIFY2(cloned, cloned ? "" : qPrintable(cloned.error().message + cloned.error().detail));
    }

    void goesThroughTheProxyThatIsNamed()
    {
        const QString address = m_world->secureUrl(u"plain"_s);
        if (address.isEmpty())
            QSKIP("openssl is not here");
        QUrl proxy(m_world->url(u"plain"_s));
        proxy.setPath({});
        m_transport = {.proxyUrl = proxy.toString(), .authorityFile = m_world->certificate()};
        const auto refused = clone(address, u"v2"_s);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::PermissionDenied);
        m_target = std::make_unique<QTemporaryDir>();
        proxy.setUserInfo(u"me:sesame"_s);
        m_transport.proxyUrl = proxy.toString(QUrl::FullyEncoded);
        const auto cloned = clone(address, u"v2"_s);
        QVERIFY2(cloned, cloned ? "" : qPrintable(cloned.error().message + cloned.error().detail));
        proxy.setUserInfo(u"me:wrong"_s);
        m_target = std::make_unique<QTemporaryDir>();
        m_transport.proxyUrl = proxy.toString(QUrl::FullyEncoded);
        const auto wrong = clone(address, u"v2"_s);
        QCOMPARE(wrong.error().code, ErrorCode::PermissionDenied);
        QVERIFY(!wrong.error().detail.contains(u"wrong"_s));
    }

    void saysWhatFailed_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("ref");
        QTest::addColumn<ErrorCode>("code");
        const auto url = [this](const char *mode) {
            return m_world->url(QString::fromLatin1(mode));
        };
        QTest::newRow("no such repository")
            << m_world->url(u"plain"_s, u"y.git"_s) << QString() << ErrorCode::NotFound;
        QTest::newRow("no such ref on a server") << url("plain") << u"v9"_s << ErrorCode::NotFound;
        QTest::newRow("no such ref in a folder")
            << m_world->source() << u"v9"_s << ErrorCode::NotFound;
        QTest::newRow("no such commit") << url("plain") << QString(40, u'1') << ErrorCode::NotFound;
        QTest::newRow("a folder without a repository")
            << QDir::tempPath() << QString() << ErrorCode::NotFound;
        QTest::newRow("a login is wanted")
            << url("login") << QString() << ErrorCode::PermissionDenied;
        QTest::newRow("a wrong login") << url("login").replace(u"http://"_s, u"http://me:wrong@"_s)
                                       << QString() << ErrorCode::PermissionDenied;
        QTest::newRow("a web page") << url("garbage") << QString() << ErrorCode::HttpStatus;
        QTest::newRow("bytes that are no pack")
            << url("noise") << QString() << ErrorCode::HttpStatus;
        QTest::newRow("a broken server") << url("error") << QString() << ErrorCode::HttpStatus;
        QTest::newRow("a connection that is cut") << url("drop") << QString() << ErrorCode::Network;
        QTest::newRow("nobody listens")
            << u"http://127.0.0.1:1/x.git"_s << QString() << ErrorCode::Network;
        QTest::newRow("no such host")
            << u"https://nowhere.invalid/x.git"_s << QString() << ErrorCode::Network;
    }
    void saysWhatFailed()
    {
        QFETCH(QString, address);
        QFETCH(QString, ref);
        QFETCH(ErrorCode, code);
        const auto cloned = clone(address, ref);
        QVERIFY(!cloned);
        const QString said = cloned.error().message + u" | "_s + cloned.error().detail;
        QVERIFY2(cloned.error().code == code,
                 qPrintable(errorCodeName(cloned.error().code) + u": "_s + said));
        QVERIFY(!cloned.error().nextStep.isEmpty());
        QVERIFY2(!said.contains(u"wrong@"_s), qPrintable(said));
    }

    void leavesASilentServerAtOnce_data()
    {
        QTest::addColumn<QString>("mode");
        QTest::newRow("that says nothing at all") << u"silent"_s;
        QTest::newRow("that stops in the middle") << u"stall"_s;
    }
    void leavesASilentServerAtOnce()
    {
        QFETCH(QString, mode);
        const QString address = m_world->url(mode);
        CancelSource cancel;
        QElapsedTimer sinceCancel;
        std::thread canceller([&] {
            QThread::msleep(700);
            sinceCancel.start();
            cancel.cancel();
        });
        const auto cloned = clone(address, {}, JobContext(cancel.token()));
        canceller.join();
        QVERIFY(!cloned);
        QCOMPARE(cloned.error().code, ErrorCode::Cancelled);
        QVERIFY2(sinceCancel.elapsed() < kAtOnceMs,
                 qPrintable(QString::number(sinceCancel.elapsed())));
    }

    void tellsHowFarItIs()
    {
        QList<Progress> seen;
        const JobContext job({},
                             {.steps = {},
                              .progress = [&seen](const Progress &progress) { seen += progress; },
                              .log = {}});
        QVERIFY(clone(addressOf(u"http"_s), {}, job));
        QVERIFY(!seen.isEmpty());
        QCOMPARE(seen.constLast().done, seen.constLast().total);
        QVERIFY(!seen.constLast().step.isEmpty());
    }

    void carriesItsRequestWhole()
    {
        GitCloneRequest request;
        request.address =
            *gitAddress(u"https://me:p%40ss@example.org/a b.git"_s.replace(u' ', u"%20"_s), {});
        request.ref = u"side/way"_s;
        request.target = u"/t/ü"_s;
        request.history = GitHistory::Whole;
        request.transport = {.proxyUrl = u"http://u:p@proxy:3128"_s, .authorityFile = u"/ca.pem"_s};
        const auto back = gitCloneRequestFromJson(toJson(request));
        QVERIFY(back);
        QCOMPARE(back->address.url, request.address.url);
        QCOMPARE(back->address.password, u"p@ss"_s);
        QCOMPARE(back->ref, request.ref);
        QCOMPARE(back->target, request.target);
        QCOMPARE(back->history, GitHistory::Whole);
        QCOMPARE(back->transport, request.transport);
        QVERIFY(!gitCloneRequestFromJson({}));
        QVERIFY(!gitCloneRequestFromJson({{u"url"_s, u"ext::sh"_s}, {u"target"_s, u"/t"_s}}));
        QVERIFY(!clonedRepositoryFromJson({{u"kind"_s, u"tag"_s}, {u"commit"_s, u"12"_s}}));
    }

private:
    QString target() const { return m_target->filePath(u"made"_s); }

    QString addressOf(const QString &place)
    {
        if (place == "folder"_L1)
            return m_world->source();
        if (place == "bare"_L1)
            return u"file://"_s + m_world->folder.filePath(u"x.git"_s);
        return m_world->url(place == "http"_L1 ? u"plain"_s : u"away"_s);
    }

    Result<ClonedRepository> clone(const QString &text, const QString &ref,
                                   const JobContext &job = {}) const
    {
        const auto address = gitAddress(text, {});
        if (!address)
            return address.error();
        return cloneRepository({.address = *address,
                                .ref = ref,
                                .target = target(),
                                .history = GitHistory::NewestOnly,
                                .transport = m_transport},
                               SystemProcessRunner(), job);
    }

    std::unique_ptr<GitWorld> m_world;
    std::unique_ptr<QTemporaryDir> m_target;
    GitTransport m_transport;
};

QTEST_GUILESS_MAIN(TestClone)
#include "tst_clone.moc"
