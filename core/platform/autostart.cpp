// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/autostart.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

/** A word of Exec=: in quotes, with what counts there escaped twice, once for the quotes and once
 *  for the value; % begins a field code. */
QString desktopWord(const QString &word)
{
    QString quoted;
    for (const QChar letter : word) {
        if (letter == u'\\')
            quoted += u"\\\\\\\\"_s;
        else if (letter == u'"' || letter == u'`' || letter == u'$')
            quoted += u"\\\\"_s + letter;
        else if (letter == u'%')
            quoted += u"%%"_s;
        else
            quoted += letter;
    }
    return u'"' + quoted + u'"';
}

/** As CommandLineToArgvW takes it apart: backslashes count only before a quotation mark. */
QString windowsWord(const QString &word)
{
    QString quoted;
    qsizetype backslashes = 0;
    for (const QChar letter : word) {
        if (letter == u'"')
            quoted += QString(backslashes + 1, u'\\');
        backslashes = letter == u'\\' ? backslashes + 1 : 0;
        quoted += letter;
    }
    return u'"' + quoted + QString(backslashes, u'\\') + u'"';
}

QString joined(const QStringList &command, QString (*word)(const QString &))
{
    QStringList words;
    for (const QString &one : command)
        words += word(one);
    return words.join(u' ');
}

QString launchAgent(const QStringList &command)
{
    QString words;
    for (const QString &one : command)
        words += u"        <string>%1</string>\n"_s.arg(one.toHtmlEscaped());
    return u"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
           "<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" "
           "\"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n"
           "<plist version=\"1.0\">\n"
           "<dict>\n"
           "    <key>Label</key>\n"
           "    <string>org.portico.Portico</string>\n"
           "    <key>ProgramArguments</key>\n"
           "    <array>\n"_s
        + words
        + u"    </array>\n"
          "    <key>RunAtLoad</key>\n"
          "    <true/>\n"
          "</dict>\n"
          "</plist>\n"_s;
}

} // namespace

QString autostartText(Os os, const QStringList &command)
{
    switch (os) {
    case Os::Linux:
        return u"[Desktop Entry]\n"
               "Type=Application\n"
               "Name=Portico\n"
               "Icon=org.portico.Portico\n"
               "Exec="_s
            + joined(command, &desktopWord)
            + u"\n"
              "X-GNOME-Autostart-enabled=true\n"_s;
    case Os::Windows:
        return joined(command, &windowsWord);
    case Os::MacOS:
        return launchAgent(command);
    }
    return {};
}

QStringList autostartCommand()
{
    const QString image = qEnvironmentVariable("APPIMAGE");
    return {image.isEmpty() ? QCoreApplication::applicationFilePath() : image, u"--in-tray"_s};
}

} // namespace portico
