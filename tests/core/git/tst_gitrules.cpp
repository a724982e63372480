// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/git/chooseremoteref.h"
#include "core/git/gitaddress.h"
#include "core/git/gitfailure.h"

#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

namespace {

const QString kMaster = QString(40, u'a');
const QString kSide = QString(40, u'b');
const QString kTagObject = QString(40, u'c');
const QString kTagged = QString(40, u'd');

QList<RemoteRef> someRefs()
{
    return {{u"HEAD"_s, kMaster, u"refs/heads/master"_s}, {u"refs/heads/master"_s, kMaster, {}},
            {u"refs/heads/side/way"_s, kSide, {}},        {u"refs/heads/v1"_s, kSide, {}},
            {u"refs/tags/v1"_s, kTagObject, {}},          {u"refs/tags/v1^{}"_s, kTagged, {}}};
}

} // namespace

/** The pure rules: addresses, names, what to ask a server for, what libgit2's words mean. */
class TestGitRules : public QObject
{
    Q_OBJECT

private slots:
    void readsAddresses_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("shown");
        QTest::newRow("https") << u"https://github.com/Comfy-Org/ComfyUI"_s
                               << u"https://github.com/Comfy-Org/ComfyUI"_s;
        QTest::newRow("user and token do not show")
            << u"https://me:ghp_secret@example.org/a.git?token=x#y"_s
            << u"https://example.org/a.git"_s;
        QTest::newRow("http on loopback")
            << u"http://127.0.0.1:8000/a"_s << u"http://127.0.0.1:8000/a"_s;
        QTest::newRow("http from an allowed host")
            << u"http://git.lan/a"_s << u"http://git.lan/a"_s;
        QTest::newRow("a folder") << u"/tmp"_s << u"/tmp"_s;
        QTest::newRow("a file address") << u"file:///tmp"_s << u"/tmp"_s;
        QTest::newRow("space around it")
            << u"  https://a.example/b \n"_s << u"https://a.example/b"_s;
    }
    void readsAddresses()
    {
        QFETCH(QString, text);
        QFETCH(QString, shown);
        const auto address = gitAddress(text, {u"git.lan"_s});
        QVERIFY2(address, address ? "" : qPrintable(address.error().message));
        QCOMPARE(address->shown(), shown);
        if (text.contains(u"secret"_s)) {
            QCOMPARE(address->user, u"me"_s);
            QCOMPARE(address->password, u"ghp_secret"_s);
            QVERIFY(!address->url.toString().contains(u"secret"_s));
        }
    }

    void refusesAddresses_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("nothing") << u"  "_s << ErrorCode::InvalidInput;
        QTest::newRow("an option") << u"--upload-pack=touch /tmp/x"_s << ErrorCode::InvalidInput;
        QTest::newRow("a line break in it")
            << u"https://a.example/b\nc"_s << ErrorCode::InvalidInput;
        QTest::newRow("a remote helper") << u"ext::sh -c id"_s << ErrorCode::NotFound;
        QTest::newRow("ssh") << u"ssh://git@github.com/a/b"_s << ErrorCode::Unsupported;
        QTest::newRow("ssh as scp writes it")
            << u"git@github.com:a/b.git"_s << ErrorCode::Unsupported;
        QTest::newRow("git without encryption") << u"git://a.example/b"_s << ErrorCode::Unsupported;
        QTest::newRow("http from the internet") << u"http://a.example/b"_s << ErrorCode::Refused;
        QTest::newRow("another protocol") << u"ftp://a.example/b"_s << ErrorCode::InvalidInput;
        QTest::newRow("no host") << u"https:///b"_s << ErrorCode::InvalidInput;
        QTest::newRow("a folder that is not there") << u"/no/such/folder"_s << ErrorCode::NotFound;
    }
    void refusesAddresses()
    {
        QFETCH(QString, text);
        QFETCH(ErrorCode, code);
        const auto address = gitAddress(text, {});
        QVERIFY(!address);
        QCOMPARE(address.error().code, code);
        QVERIFY(!address.error().nextStep.isEmpty());
    }

    void knowsNamesOfRefs_data()
    {
        QTest::addColumn<QString>("ref");
        QTest::addColumn<bool>("isPossible");
        for (const char *good : {"v0.33.0", "master", "side/way", "0a1b2c3", "release-1.2_x"})
            QTest::newRow(good) << QString::fromLatin1(good) << true;
        for (const char *bad : {"", "-x", "a..b", "a b", "a~1", "a^{}", "a:b", "/a", "a/", "a.lock",
                                "@", "a@{1}", ".a", "a/.b", "a\\b", "a*", "a\x01"})
            QTest::newRow(qPrintable("not: "_L1 + QString::fromLatin1(bad)))
                << QString::fromLatin1(bad) << false;
    }
    void knowsNamesOfRefs()
    {
        QFETCH(QString, ref);
        QFETCH(bool, isPossible);
        QCOMPARE(isPossibleRef(ref), isPossible);
    }

    void asksForTheLeast_data()
    {
        QTest::addColumn<QString>("wanted");
        QTest::addColumn<GitRefKind>("kind");
        QTest::addColumn<QString>("refspec");
        QTest::addColumn<bool>("isOneTip");
        QTest::newRow("nothing named: the branch HEAD stands for")
            << QString() << GitRefKind::Head << u"+refs/heads/master:refs/remotes/origin/master"_s
            << true;
        QTest::newRow("a tag goes before a branch of its name")
            << u"v1"_s << GitRefKind::Tag << u"+refs/tags/v1:refs/tags/v1"_s << true;
        QTest::newRow("a branch with a slash")
            << u"side/way"_s << GitRefKind::Branch
            << u"+refs/heads/side/way:refs/remotes/origin/side/way"_s << true;
        QTest::newRow("a commit that is a branch's tip")
            << kMaster << GitRefKind::Commit << u"+refs/heads/master:refs/remotes/origin/master"_s
            << true;
        QTest::newRow("a commit that a tag names")
            << kTagged.left(10) << GitRefKind::Commit << u"+refs/tags/v1:refs/tags/v1"_s << true;
        QTest::newRow("any other commit: all branches")
            << QString(40, u'e') << GitRefKind::Commit << u"+refs/heads/*:refs/remotes/origin/*"_s
            << false;
    }
    void asksForTheLeast()
    {
        QFETCH(QString, wanted);
        const auto choice = chooseRemoteRef(someRefs(), wanted);
        QVERIFY(choice);
        QTEST(choice->kind, "kind");
        QTEST(choice->refspecs.constFirst(), "refspec");
        QTEST(choice->isOneTip, "isOneTip");
    }

    void saysBeforehandThatARefIsMissing()
    {
        const auto choice = chooseRemoteRef(someRefs(), u"v9"_s);
        QVERIFY(!choice);
        QCOMPARE(choice.error().code, ErrorCode::NotFound);
        QVERIFY(choice.error().message.contains(u"v9"_s));
        QVERIFY(choice.error().message.contains(u"side/way"_s));
        QVERIFY(!chooseRemoteRef({}, {}));
        const auto detached = chooseRemoteRef({{u"HEAD"_s, kSide, {}}}, {});
        QVERIFY(detached);
        QCOMPARE(detached->found, kSide);
    }

    // Words as libgit2 1.5.1 says them (tests of this repository and its documentation of errors).
    void understandsFailures_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<int>("klass");
        QTest::addColumn<QString>("words");
        QTest::addColumn<ErrorCode>("expected");
        QTest::newRow("404") << -1 << 34 << u"unexpected http status code: 404"_s
                             << ErrorCode::NotFound;
        QTest::newRow("403") << -1 << 34 << u"unexpected http status code: 403"_s
                             << ErrorCode::PermissionDenied;
        QTest::newRow("503") << -1 << 34 << u"unexpected http status code: 503"_s
                             << ErrorCode::HttpStatus;
        QTest::newRow("certificate")
            << -17 << 16 << u"the SSL certificate is invalid"_s << ErrorCode::Refused;
        QTest::newRow("no host")
            << -1 << 12 << u"failed to resolve address for x.invalid: Name or service not known"_s
            << ErrorCode::Network;
        QTest::newRow("refused") << -1 << 2
                                 << u"failed to connect to 127.0.0.1: Connection refused"_s
                                 << ErrorCode::Network;
        QTest::newRow("dropped") << -1 << 12 << u"early EOF"_s << ErrorCode::Network;
        QTest::newRow("a web page")
            << -1 << 34 << u"invalid content-type: 'text/html'"_s << ErrorCode::HttpStatus;
        QTest::newRow("login") << -16 << 34
                               << u"remote authentication required but no callback set"_s
                               << ErrorCode::PermissionDenied;
        QTest::newRow("disk full")
            << -1 << 2 << u"failed to write out file: No space left on device"_s
            << ErrorCode::DiskFull;
        QTest::newRow("no repository")
            << -3 << 6 << u"could not find repository from '/tmp'"_s << ErrorCode::NotFound;
        QTest::newRow("a hole in the repository")
            << -3 << 9 << u"object not found - no match for id (99f2)"_s << ErrorCode::Corrupt;
        QTest::newRow("anything else") << -1 << 0 << u"what?"_s << ErrorCode::Io;
    }
    void understandsFailures()
    {
        QFETCH(int, code);
        QFETCH(int, klass);
        QFETCH(QString, words);
        const Error error = gitFailureFrom(code, klass, words + u" at https://u:pw9@h/"_s,
                                           {.address = u"https://h/x"_s, .secrets = {u"pw9"_s}});
        QTEST(error.code, "expected");
        QVERIFY(error.message.contains(u"https://h/x"_s));
        QVERIFY(!error.nextStep.isEmpty());
        QVERIFY(error.detail.contains(words));
        QVERIFY(!error.detail.contains(u"pw9"_s));
    }
};

QTEST_GUILESS_MAIN(TestGitRules)
#include "tst_gitrules.moc"
