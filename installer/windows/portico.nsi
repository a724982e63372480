; SPDX-FileCopyrightText: 2026 The Portico authors
; SPDX-License-Identifier: MIT
;
; Portico's installer for Windows: for one person, without an administrator.
;
;   makensis -DVERSION=0.1.0 -DSTAGE=C:\build\stage -DOUTPUT=portico-0.1.0-windows-x64.exe portico.nsi
;
; STAGE is a folder with portico.exe, porticoctl.exe, portico-helper.exe and the libraries that
; windeployqt and the workflow .github/workflows/release.yml put beside them. Installs, libraries and
; models of ComfyUI lie elsewhere and are not touched by the uninstaller.
Unicode true
ManifestLongPathAware true
ManifestDPIAware true
RequestExecutionLevel user
SetCompressor /SOLID lzma

!ifndef VERSION
  !error "Say which version it is: -DVERSION=0.1.0"
!endif
!ifndef STAGE
  !error "Say where the programs lie: -DSTAGE=folder"
!endif
!ifndef OUTPUT
  !define OUTPUT "portico-${VERSION}-windows-x64.exe"
!endif
!define REGISTERED "Software\Microsoft\Windows\CurrentVersion\Uninstall\Portico"

!include "MUI2.nsh"
!include "FileFunc.nsh"

Name "Portico"
OutFile "${OUTPUT}"
InstallDir "$LOCALAPPDATA\Programs\Portico"
InstallDirRegKey HKCU "Software\Portico" "InstallFolder"
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "Portico"
VIAddVersionKey "FileDescription" "Installs Portico"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "2026 The Portico authors, MIT licence"

!define MUI_FINISHPAGE_RUN "$INSTDIR\portico.exe"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "SimpChinese"
!insertmacro MUI_LANGUAGE "Japanese"
!insertmacro MUI_LANGUAGE "German"
!insertmacro MUI_LANGUAGE "French"
!insertmacro MUI_LANGUAGE "Spanish"

; A program that runs cannot be replaced: a file of it that cannot be opened for writing says so.
!macro RefuseWhileRunning PREFIX
Function ${PREFIX}RefuseWhileRunning
  again:
  IfFileExists "$INSTDIR\portico-helper.exe" 0 free
  ClearErrors
  FileOpen $0 "$INSTDIR\portico-helper.exe" a
  IfErrors running
  FileClose $0
  ClearErrors
  FileOpen $0 "$INSTDIR\portico.exe" a
  IfErrors running
  FileClose $0
  Goto free
  running:
  MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "Portico or a ComfyUI that it started is running. Stop it and close Portico, then try again." /SD IDCANCEL IDRETRY again
  SetErrorLevel 5
  Quit
  free:
FunctionEnd
!macroend
!insertmacro RefuseWhileRunning ""
!insertmacro RefuseWhileRunning "un."

; portico:// links and two kinds of files, for this person. What such a file or link asks is a question in
; the window. `--` keeps whatever follows from being taken for an option.
!macro Associate ENDING NAME
  WriteRegStr HKCU "Software\Classes\.${ENDING}" "" "Portico.${ENDING}"
  WriteRegStr HKCU "Software\Classes\Portico.${ENDING}" "" "${NAME}"
  WriteRegStr HKCU "Software\Classes\Portico.${ENDING}\DefaultIcon" "" "$INSTDIR\portico.exe,0"
  WriteRegStr HKCU "Software\Classes\Portico.${ENDING}\shell\open\command" "" '"$INSTDIR\portico.exe" -- "%1"'
!macroend
; Only where it is still ours: another program may have taken it since.
!macro Dissociate ENDING
  ReadRegStr $0 HKCU "Software\Classes\.${ENDING}" ""
  StrCmp $0 "Portico.${ENDING}" 0 +2
  DeleteRegKey HKCU "Software\Classes\.${ENDING}"
  DeleteRegKey HKCU "Software\Classes\Portico.${ENDING}"
!macroend

Section "Portico"
  Call RefuseWhileRunning
  SetShellVarContext current
  SetOutPath "$INSTDIR"
  File /r "${STAGE}\*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\Portico.lnk" "$INSTDIR\portico.exe"
  WriteRegStr HKCU "Software\Portico" "InstallFolder" "$INSTDIR"
  WriteRegStr HKCU "${REGISTERED}" "DisplayName" "Portico"
  WriteRegStr HKCU "${REGISTERED}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${REGISTERED}" "DisplayIcon" "$INSTDIR\portico.exe"
  WriteRegStr HKCU "${REGISTERED}" "Publisher" "The Portico authors"
  WriteRegStr HKCU "${REGISTERED}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${REGISTERED}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${REGISTERED}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${REGISTERED}" "NoModify" 1
  WriteRegDWORD HKCU "${REGISTERED}" "NoRepair" 1
  WriteRegStr HKCU "Software\Classes\portico" "" "URL:Portico"
  WriteRegStr HKCU "Software\Classes\portico" "URL Protocol" ""
  WriteRegStr HKCU "Software\Classes\portico\DefaultIcon" "" "$INSTDIR\portico.exe,0"
  WriteRegStr HKCU "Software\Classes\portico\shell\open\command" "" '"$INSTDIR\portico.exe" -- "%1"'
  !insertmacro Associate "portico-snapshot" "Portico snapshot"
  !insertmacro Associate "portico-catalogue" "Portico catalogue"
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${REGISTERED}" "EstimatedSize" "$0"
SectionEnd

Section "Uninstall"
  Call un.RefuseWhileRunning
  SetShellVarContext current
  ; Only what the installer put there: the list is written by the compiler out of STAGE.
  !tempfile REMOVALS
  !system `python3 removals.py "${STAGE}" > "${REMOVALS}"` = 0
  !include "${REMOVALS}"
  !delfile "${REMOVALS}"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Portico.lnk"
  ReadRegStr $0 HKCU "Software\Classes\portico\shell\open\command" ""
  StrCmp $0 '"$INSTDIR\portico.exe" -- "%1"' 0 +2
  DeleteRegKey HKCU "Software\Classes\portico"
  !insertmacro Dissociate "portico-snapshot"
  !insertmacro Dissociate "portico-catalogue"
  DeleteRegKey HKCU "${REGISTERED}"
  DeleteRegKey HKCU "Software\Portico"
SectionEnd
